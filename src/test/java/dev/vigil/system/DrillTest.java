package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.alerting.channels.WebhookChannel;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole Vigil, a drill in it, and somebody at the board who answers: marked on every page, told
 * on the marked channel only, reported from the log, and over after a restart.
 */
class DrillTest {
  private static final String WARD = "training";

  @TempDir private Path folder;

  @Test
  void drill_isPractisedOnTheBoard_toldOnMarkedChannelsOnly_andReported() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (CallReceiver webhook = new CallReceiver();
        Browsers browsers = Browsers.open()) {
      try (TestWorld world = TestWorld.realTime(folder.resolve("data"), channels(webhook, mail))) {
        Page teacher = signedIn(world, browsers, "/drill.html", "dr.lead");
        String worsens = start(teacher, world);
        Page board = signedIn(world, browsers, "/", "n.ito");
        answerOnTheBoard(board, worsens);
        lookIntoTheRoom(signedIn(world, browsers, "/ward.html", "n.kim"), worsens);
        refuseARealPatient(world);
        observeOnThePatientsPage(board, worsens);
        readAndEnd(teacher, board, world);
        assertThatOnlyTheMarkedChannelWasTold(webhook, mail);
        browsers.assertNoComplaints();
        post(world, "/api/drills", "{\"ward\":\"training\",\"scenario\":\"device-silent\"}");
      }
      try (TestWorld world = TestWorld.realTime(folder.resolve("data"), channels(webhook, mail))) {
        awaitTheEndAfterTheRestart(world);
      }
    } finally {
      mail.stop();
    }
  }

  private static Map<String, String> channels(CallReceiver webhook, GreenMail mail) {
    return Map.of(
        "webhook.url", webhook.url(),
        "email.host", "127.0.0.1",
        "email.port", Integer.toString(mail.getSmtp().getPort()),
        "email.security", "none",
        "email.from", "vigil@hospital.example",
        "email.to", "training@hospital.example",
        "email.origins", "training");
  }

  private static Page signedIn(TestWorld world, Browsers browsers, String path, String name) {
    Page page = browsers.page(1280, 900);
    page.navigate(world.world().signInLink(path, Caller.ofAll(name)).toString());
    return page;
  }

  /** Starts it on the page; gives who gets worse. */
  private String start(Page teacher, TestWorld world) throws Exception {
    teacher.locator("#drill-scenario").selectOption("bradyarrhythmia");
    teacher.locator("#drill-patients").fill("2");
    teacher.locator("#drill-afterSeconds").fill("5");
    teacher.locator("#drill-start").click();
    assertThat(teacher.locator("#report h2")).containsText("drill-1 · Bradyarrhythmia");
    AxeCheck.assertNoViolations(teacher);
    return get(world, "/api/drills/drill-1").at("/drill/plan/worsens").asText();
  }

  private static void answerOnTheBoard(Page board, String worsens) {
    Locator card = board.locator(".card[data-patient='" + worsens + "']");
    assertThat(card).hasAttribute("data-mark", "TRAINING");
    assertThat(card.locator(".origin")).hasText("training");
    assertThat(board.locator("#watermark")).hasAttribute("data-text", "TRAINING PATIENTS");
    // The heart slows and the pressure falls; which is beyond its limit first, and whether the
    // score is before both, is chance.
    assertThat(card.locator(".foot")).containsText(Pattern.compile("Heart rate|Systolic BP|NEWS2"));
    assertThat(card.locator(".foot .not-a-patient").first()).hasText("TRAINING");
    card.locator(".card-title").click();
    Locator details = board.locator("#details");
    assertThat(details).hasAttribute("data-mark", "TRAINING");
    details.locator(".acknowledge").first().click();
    assertThat(details.locator(".acknowledged").first()).containsText("n.ito");
  }

  private static void lookIntoTheRoom(Page room, String worsens) {
    Locator row = room.locator("#beds button[data-patient='" + worsens + "']");
    assertThat(row.locator(".what")).containsText("TRAINING · ");
    assertThat(room.locator("#watermark")).hasAttribute("data-text", "TRAINING PATIENTS");
    room.close();
  }

  private static void refuseARealPatient(TestWorld world) {
    Admission real = Admission.of("p-real", Origin.REAL, WARD, "9");
    assertThatThrownBy(
            () -> world.world().registry().admit(real, "ann").toCompletableFuture().join())
        .hasMessageContaining("ward training is a training ward while drill-1 runs");
  }

  private static void observeOnThePatientsPage(Page board, String worsens) throws Exception {
    board.locator("#details").getByText("Charts and observations").click();
    assertThat(board.locator("#origin-note")).hasText("TRAINING · not a patient");
    assertThat(board.locator("#patient")).hasAttribute("data-mark", "TRAINING");
    AxeCheck.assertNoViolations(board);
    board.getByText("Enter observations").click();
    board.locator("#field-consciousness").selectOption("1");
    board.locator("dialog.two-step .primary").click();
    assertThat(board.locator("dialog.two-step .whom")).containsText(worsens);
    board.locator("#confirm").click();
    assertThat(board.locator("dialog.two-step")).hasCount(0);
  }

  private void readAndEnd(Page teacher, Page board, TestWorld world) throws Exception {
    for (String first : List.of("alerted", "noticed", "acknowledged", "acted")) {
      assertThat(teacher.locator("[data-first=" + first + "] b")).containsText("after the onset");
    }
    assertThat(teacher.locator("[data-first=acknowledged]")).containsText("by n.ito");
    assertThat(teacher.locator("[data-table=deeds]"))
        .containsText("entered observations: Consciousness");
    teacher.locator("#drill-stop").click();
    assertThat(teacher.locator("#report-since")).containsText("over, took");
    assertThat(board.locator("#absent")).containsText("No patient drill-1-");
    assertThat(admitted(world)).isEmpty();

    await("the report is kept")
        .atMost(TestWorld.PATIENCE)
        .until(
            () ->
                world.topics().drills().stream()
                    .anyMatch(entry -> entry.step() == DrillEntry.Step.REPORTED));
    JsonNode kept = get(world, "/api/drills/drill-1");
    assertThat(get(world, "/api/drills/drill-1?again=true")).isEqualTo(kept);
    assertThat(kept.at("/acknowledged/by").asText()).isEqualTo("n.ito");
    assertThat(kept.at("/noticed/sinceOnset").asLong())
        .isBetween(1L, kept.at("/acknowledged/sinceOnset").asLong());
  }

  private static void assertThatOnlyTheMarkedChannelWasTold(CallReceiver webhook, GreenMail mail) {
    await("the channel for training is told")
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(mail.getReceivedMessages())
                    .extracting(MimeMessage::getSubject)
                    .anyMatch(subject -> subject.startsWith("TRAINING (not a patient) HIGH alert"))
                    .allMatch(subject -> subject.matches("(TRAINING|Vigil technical).*")));
    assertThat(webhook.taken)
        .as("a channel for real patients")
        .noneMatch(call -> "alert".equals(call.getFirst(WebhookChannel.KIND_HEADER)));
  }

  private void awaitTheEndAfterTheRestart(TestWorld world) throws Exception {
    await("the drill that ran is ended")
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get(world, "/api/drills").at("/drills/0/end/because").asText())
                    .startsWith("Vigil was restarted in the middle of it"));
    await("its patients leave")
        .atMost(TestWorld.PATIENCE)
        .untilAsserted(() -> assertThat(admitted(world)).isEmpty());
    world
        .world()
        .registry()
        .admit(Admission.of("p-real", Origin.REAL, WARD, "9"), "ann")
        .toCompletableFuture()
        .join();
  }

  private static List<PatientContext> admitted(TestWorld world) {
    return world.world().registry().admitted();
  }

  private JsonNode get(TestWorld world, String path) throws Exception {
    return sent(request(world, path).build());
  }

  private JsonNode post(TestWorld world, String path, String body) throws Exception {
    return sent(request(world, path).POST(BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder request(TestWorld world, String path) {
    URI uri = world.world().serverUri().resolve(path);
    String secret = TokenFile.read(folder.resolve("data").resolve("server.token")).secret();
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + secret);
  }

  private static JsonNode sent(HttpRequest request) throws Exception {
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }
}
