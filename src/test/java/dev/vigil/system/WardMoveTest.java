package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.system.ModelCommands.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A patient who is moved while an alert is open: whom it asks, where calls count and who sees the
 * patient follow the ward of that time.
 */
class WardMoveTest {
  private static final String PATIENT = "ann";
  private static final String RULES =
      """
      - id: fast
        kind: limit
        vital: heart-rate
        high: 120
        priority: medium
        delaySeconds: 20
        hysteresis: 5
        doc: A test.
      - id: deep
        kind: limit
        vital: respiratory-rate
        high: 22
        priority: low
        delaySeconds: 0
        hysteresis: 1
        doc: A test.
      """;
  private static final String WARDS =
      """
      - ward: w
        callsPerPatientDay: 0.5
        ladders:
          medium:
            levels: [{afterSeconds: 0, role: nurse of w}, {afterSeconds: 6000, role: chief of w}]
            endSeconds: 9000
      - ward: v
        callsPerPatientDay: 2
        ladders:
          medium:
            levels: [{afterSeconds: 0, role: nurse of v}, {afterSeconds: 60, role: chief of v}]
            endSeconds: 9000
          low:
            levels: [{afterSeconds: 0, role: aide of v}]
            endSeconds: 9000
      """;

  @TempDir private Path folder;
  private Path data;
  private TestWorld world;
  private long now = START;

  @Test
  void patientWhoIsMoved_takesTheAlertAlong_andTheNewWardIsAsked() throws Exception {
    data = folder.resolve("data");
    try (TestWorld opened = TestWorld.recorded(data, Map.of());
        Browsers browsers = Browsers.open()) {
      world = opened;
      world.admit(PATIENT, MonitoringPlan.NONE);
      set(RULES, "alerts", "rules");
      set(WARDS, "wards");
      Page left = board(browsers, "w");
      Page entered = board(browsers, "v");
      rate(80, 1);
      rate(150, 4);
      world.send(PATIENT, "respiratory-rate", "24", now);
      assertThat(card(left)).hasCount(1);
      assertThat(card(entered)).hasCount(0);

      vigil("patient", "transfer", PATIENT, "--ward", "v", "--bed", "2");
      rate(150, 8);

      assertThat(card(left)).hasCount(0);
      assertThat(card(entered)).hasCount(1);
      rate(80, 2);
      rate(150, 4);
      assertThat(told("fast"))
          .containsExactly(
              "w RAISED nurse of w",
              "v ESCALATED chief of v",
              "v CLEARED nobody",
              "v RAISED nurse of v");
      assertThat(told("deep")).containsExactly("w RAISED nobody", "v ESCALATED aide of v");
      assertThat(vigil("alerts", "noise").out())
          .contains("ward w: 2 calls", "ward v: 1 calls", "budget 0.50", "budget 2.00");
      browsers.assertNoComplaints();
      world.requireVerified();
    }
  }

  /** What became of the alerts of a rule, where, and whom that asked. */
  private List<String> told(String rule) {
    return world.topics().transitions().stream()
        .filter(transition -> transition.rule().equals(rule))
        .map(transition -> transition.ward() + " " + transition.cause() + " " + asked(transition))
        .toList();
  }

  private static String asked(AlertTransition transition) {
    AlertTransition.Escalation asks = transition.escalation();
    return asks == null ? "nobody" : asks.to().get(0).role();
  }

  private Page board(Browsers browsers, String ward) {
    Caller nurse = new Caller("nurse." + ward, Set.of(Role.CLINICIAN), Set.of(ward));
    Page page = browsers.page(1280, 720);
    page.navigate(world.world().signInLink("/", nurse).toString());
    return page;
  }

  private static Locator card(Page page) {
    return page.locator(".card[data-patient='" + PATIENT + "']");
  }

  private Ran vigil(String... words) {
    Ran ran = ModelCommands.vigil(data, words);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran;
  }

  /** Sets rules or plans; they hold from the next second on. */
  private void set(String text, String... group) throws Exception {
    Path file = Files.writeString(folder.resolve("set.yaml"), text);
    List<String> words = new ArrayList<>(List.of(group));
    words.addAll(List.of("set", file.toString(), "--because", "a test"));
    vigil(words.toArray(String[]::new));
  }

  private void rate(int perMinute, int readings) {
    now = world.sendEachTenSeconds(PATIENT, "heart-rate", perMinute, readings, now);
  }
}
