package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.access.Sessions;
import dev.vigil.dashboard.access.User;
import dev.vigil.dashboard.registry.Transfer;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Tick;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a page hears over the WebSocket. */
class WardSocketTest {
  private static final long NOW = TestServer.NOW;

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void socket_withAWrongToken_isClosedWithoutAWord() {
    WardListener listener = WardListener.connect(server, "none", "{\"token\":\"x\"}");

    await().untilAsserted(() -> assertThat(listener.closed).hasValue(4401));
    assertThat(listener.messages).isEmpty();
  }

  @Test
  void socket_getsWelcomeSnapshotUpdatesAndBeats() {
    server.ward.apply(TestServer.readings(NOW, 700));
    WardListener listener = WardListener.byToken(server);

    await().untilAsserted(() -> assertThat(listener.ofType("snapshot")).hasSize(1));
    JsonNode patient = listener.ofType("snapshot").get(0).path("ward").path("patients").get(0);
    assertThat(patient.path("vitals").path("heart-rate").path("value").asDouble()).isEqualTo(70);
    assertThat(listener.ofType("welcome").get(0).path("name").asText()).isEqualTo("anna");

    server.ward.apply(TestServer.readings(NOW + 1, 800));
    await().untilAsserted(() -> assertThat(listener.ofType("update")).isNotEmpty());
    JsonNode update = listener.ofType("update").get(0).path("patients").get(0);
    assertThat(update.path("vitals").path("heart-rate").path("value").asDouble()).isEqualTo(80);
    await().untilAsserted(() -> assertThat(listener.ofType("beat")).isNotEmpty());
    assertThat(listener.ofType("beat").get(0).path("now").asLong()).isEqualTo(NOW);
  }

  @Test
  void socket_conflatesValuesButNeverTransitions() {
    WardListener listener = WardListener.byToken(server);
    await().untilAsserted(() -> assertThat(listener.ofType("snapshot")).hasSize(1));

    for (int i = 1; i <= 300; i++) {
      server.ward.apply(TestServer.readings(NOW + i % 50, 700 + i));
      server.raise(i, i);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(
                        listener.ofType("event").stream()
                            .map(message -> message.path("event").path("transition"))
                            .filter(transition -> !transition.isMissingNode())
                            .map(transition -> transition.path("sequence").asInt()))
                    .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, 300).boxed().toList()));
    assertThat(listener.ofType("update")).hasSizeLessThan(20);
  }

  @Test
  void storm_isToldTheMostUrgentFirst_andWhole() {
    WardListener listener = WardListener.byToken(server);
    await().untilAsserted(() -> assertThat(listener.ofType("snapshot")).hasSize(1));

    synchronized (server.ward) { // nobody looks before all are there
      for (int i = 0; i < 1_000; i++) {
        server.raise("s" + i, i % 2 == 0 ? Priority.MEDIUM : Priority.HIGH, i);
      }
    }

    await().untilAsserted(() -> assertThat(priorities(listener)).hasSize(1_000));
    List<String> expected = new ArrayList<>(Collections.nCopies(500, "high"));
    expected.addAll(Collections.nCopies(500, "medium"));
    assertThat(priorities(listener)).containsExactlyElementsOf(expected);
  }

  private static List<String> priorities(WardListener listener) {
    return listener.ofType("event").stream()
        .map(message -> message.at("/event/transition/priority").asText())
        .filter(priority -> !priority.isEmpty())
        .toList();
  }

  @Test
  void socket_ofASession_hearsOfItsWardsOnlyUntilItEnds() {
    server.admit("p2", "B");
    Caller nurse = new Caller("b.nurse", EnumSet.of(Role.CLINICIAN), Set.of("B"));
    Sessions.Begun begun = server.access.sessions().begin(nurse, Instant.now().getEpochSecond());
    WardListener listener = WardListener.connect(server, begun.id(), "{}");
    await().untilAsserted(() -> assertThat(listener.ofType("snapshot")).hasSize(1));
    assertThat(patients(listener.ofType("snapshot").get(0).path("ward"))).containsExactly("p2");

    server.raise(1, 1);
    server.ward.apply(TestServer.readings(NOW + 1, 800));
    move("p2", "A");
    await().untilAsserted(() -> assertThat(listener.ofType("update")).isNotEmpty());
    assertThat(listener.ofType("update").get(0).path("gone").get(0).asText()).isEqualTo("p2");
    assertThat(patients(listener.ofType("update").get(0))).isEmpty();
    assertThat(listener.ofType("event")).isEmpty();

    server.access.sessions().end(begun.id());
    await().untilAsserted(() -> assertThat(listener.closed).hasValue(4401));
  }

  /** All pages would say NOT LIVE: the beat went to nobody any more. */
  @Test
  void userFile_thatIsDamaged_endsItsUsersPages_andNoOthers() throws Exception {
    User user = server.access.users().put("b.nurse", Set.of(Role.CLINICIAN), null, "a password 1");
    String session = server.access.sessions().begin(user, Instant.now().getEpochSecond()).id();
    WardListener ofUser = WardListener.connect(server, session, "{}");
    WardListener other = WardListener.byToken(server);
    await().untilAsserted(() -> assertThat(ofUser.ofType("beat")).isNotEmpty());
    await().untilAsserted(() -> assertThat(other.ofType("beat")).isNotEmpty());

    Files.writeString(server.access.users().file(), "[{");

    await().untilAsserted(() -> assertThat(ofUser.closed).hasValue(4401));
    int heard = other.ofType("beat").size();
    await().untilAsserted(() -> assertThat(other.ofType("beat")).hasSizeGreaterThan(heard));
  }

  @Test
  void socket_thatAsksForAWard_hearsOfItAlone() {
    server.admit("p2", "B");
    WardListener listener =
        WardListener.ofWards(
            server, "none", "{\"token\":\"" + TestServer.TOKEN.secret() + "\"}", "B", "none");
    await().untilAsserted(() -> assertThat(listener.ofType("snapshot")).hasSize(1));
    assertThat(patients(listener.ofType("snapshot").get(0).path("ward"))).containsExactly("p2");

    server.raise(1, 1);
    server.ward.apply(TestServer.readings(NOW + 1, 800));
    server.admit("p3", "B");

    await().untilAsserted(() -> assertThat(listener.ofType("update")).isNotEmpty());
    assertThat(patients(listener.ofType("update").get(0))).containsExactly("p3");
    assertThat(listener.ofType("event")).isEmpty();
  }

  @Test
  void socket_thatAsksForAWardOfOthers_hearsOfNobody() {
    Caller nurse = new Caller("b.nurse", EnumSet.of(Role.CLINICIAN), Set.of("B"));
    String session = server.access.sessions().begin(nurse, Instant.now().getEpochSecond()).id();
    WardListener listener = WardListener.ofWards(server, session, "{}", "A");

    server.ward.apply(TestServer.readings(NOW + 1, 800));
    server.raise(1, 1);

    await().untilAsserted(() -> assertThat(listener.ofType("beat")).isNotEmpty());
    assertThat(patients(listener.ofType("snapshot").get(0).path("ward"))).isEmpty();
    assertThat(listener.ofType("update")).isEmpty();
    assertThat(listener.ofType("event")).isEmpty();
  }

  @Test
  void wardOfMoreThanOnePart_isShownInParts_eachPatientOnce() {
    int beds = 2 * WardBroadcast.PART + 7;
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < beds; i++) {
      String patient = String.format("q%04d", i);
      all.add(patient);
      server.admit(patient, "B");
    }
    WardListener listener =
        WardListener.ofWards(
            server, "none", "{\"token\":\"" + TestServer.TOKEN.secret() + "\"}", "B");

    await().untilAsserted(() -> assertThat(listener.ofType("update")).hasSizeGreaterThan(1));

    JsonNode snapshot = listener.ofType("snapshot").get(0).path("ward");
    assertThat(snapshot.path("more").asInt()).isEqualTo(beds - WardBroadcast.PART);
    List<String> shown = new ArrayList<>(patients(snapshot));
    assertThat(shown).hasSize(WardBroadcast.PART);
    listener.ofType("update").forEach(update -> shown.addAll(patients(update)));
    assertThat(shown).containsExactlyElementsOf(all);
    assertThat(listener.ofType("update"))
        .extracting(update -> update.path("more").asInt())
        .containsExactly(7, 0);
  }

  @Test
  void socket_ofARoleThatSeesNoPatients_hearsTheClockAlone() {
    Caller scientist = new Caller("s.kim", EnumSet.of(Role.SCIENTIST), null);
    long now = Instant.now().getEpochSecond();
    String session = server.access.sessions().begin(scientist, now).id();
    WardListener listener = WardListener.connect(server, session, "{}");

    await().untilAsserted(() -> assertThat(listener.ofType("beat")).isNotEmpty());
    assertThat(patients(listener.ofType("snapshot").get(0).path("ward"))).isEmpty();
    server.ward.apply(TestServer.readings(NOW + 1, 800));
    server.raise(1, 1);
    server.ward.apply(new Tick(NOW + 9, "test"));
    await()
        .untilAsserted(
            () ->
                assertThat(listener.ofType("beat"))
                    .anyMatch(beat -> beat.path("now").asLong() == NOW + 9));
    assertThat(listener.ofType("update")).isEmpty();
    assertThat(listener.ofType("event")).isEmpty();
  }

  @Test
  void socket_openedByAnotherSitesPage_isRefused() {
    assertThatThrownBy(
            () ->
                server
                    .http
                    .newWebSocketBuilder()
                    .header("Origin", "https://elsewhere.example")
                    .buildAsync(WardListener.address(server), new WardListener())
                    .join())
        .rootCause()
        .hasMessageContaining("403");
  }

  private static List<String> patients(JsonNode of) {
    return of.path("patients").findValuesAsText("patient");
  }

  private void move(String patient, String ward) {
    server
        .registry
        .transfer(patient, new Transfer(1, ward, "9", null), "anna")
        .toCompletableFuture()
        .join();
  }
}
