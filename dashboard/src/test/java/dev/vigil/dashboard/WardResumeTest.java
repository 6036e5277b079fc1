package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a page gets that comes again and says how far it had heard. */
class WardResumeTest {
  private static final String HELLO = "{\"token\":\"" + TestServer.TOKEN.secret() + "\"}";
  private static final int CUTS = 60;
  private static final int KEPT = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestServer server = new TestServer();
  private int raised;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pageThatComesAgain_getsWhatItMissedInOrder_thenThePresentState() {
    WardListener before = WardListener.byToken(server);
    await().untilAsserted(() -> assertThat(before.ofType("snapshot")).hasSize(1));
    raise(2);
    await().untilAsserted(() -> assertThat(sequences(before)).containsExactly(1, 2));
    before.leave();
    raise(3);

    WardListener after = comesAgain(position(before));

    await().untilAsserted(() -> assertThat(after.ofType("snapshot")).hasSize(1));
    assertThat(after.ofType("welcome").get(0).path("resumed").asBoolean()).isTrue();
    assertThat(sequences(after)).containsExactly(3, 4, 5);
    List<String> types = types(after).filter(type -> !type.equals("beat")).toList();
    assertThat(types).containsExactly("welcome", "event", "event", "event", "snapshot");
    JsonNode patient = after.last("snapshot").at("/ward/patients/0");
    assertThat(patient.at("/episode/alerts/0/sequence").asInt()).isEqualTo(5);
  }

  @Test
  void cutsAtAnyMoment_loseNoTransitionAndTellNoneTwice() {
    Random random = new Random(20261122);
    List<Integer> heard = new ArrayList<>();
    WardListener page = WardListener.byToken(server);
    await().untilAsserted(() -> assertThat(types(page)).contains("snapshot"));
    WardListener current = page;
    String position = position(page);

    for (int cut = 0; cut < CUTS; cut++) {
      raise(random.nextInt(6));
      if (random.nextBoolean()) {
        WardListener waiting = current;
        await().until(() -> !waiting.messages.isEmpty());
      }
      current.leave();
      heard.addAll(sequences(current));
      position = current.messages.isEmpty() ? position : position(current, position);
      raise(random.nextInt(6));
      current = comesAgain(position);
    }

    WardListener last = current;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Stream.concat(heard.stream(), sequences(last).stream()).toList())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, raised).boxed().toList()));
  }

  @Test
  void cutsInAStorm_loseNoTransitionAndTellNoneTwice() {
    Random random = new Random(20261122);
    List<String> heard = new ArrayList<>();
    WardListener current = WardListener.byToken(server);
    WardListener first = current;
    await().untilAsserted(() -> assertThat(types(first)).contains("snapshot"));
    String position = position(current);

    for (int cut = 0; cut < CUTS; cut++) {
      storm(random);
      if (random.nextBoolean()) {
        WardListener waiting = current;
        await().until(() -> !waiting.ofType("event").isEmpty());
      }
      storm(random);
      current.leave();
      heard.addAll(patients(current));
      position = position(current, position);
      storm(random);
      current = comesAgain(position);
    }

    WardListener last = current;
    await().atMost(PATIENCE).until(() -> heard.size() + patients(last).size() >= raised);
    heard.addAll(patients(last));
    Collections.sort(heard);
    assertThat(heard)
        .isEqualTo(IntStream.rangeClosed(1, raised).mapToObj(i -> "s" + i).sorted().toList());
  }

  /** All of them are fewer than are kept for a page that comes again. */
  private void storm(Random random) {
    for (int i = random.nextInt(80); i >= 0; i--) {
      raised++;
      server.raise("s" + raised, Priority.values()[random.nextInt(3)], raised);
    }
  }

  private static List<String> patients(WardListener page) {
    return page.ofType("event").stream()
        .map(message -> message.at("/event/transition/patient"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void positionOfAnotherRun_orOfNone_isToldToTakeTheWholeState() {
    raise(1);

    for (String position :
        List.of("another-run.1", "nonsense", ".", "%00", "1.99999999999999999")) {
      WardListener page = comesAgain(position);

      await().untilAsserted(() -> assertThat(page.ofType("snapshot")).hasSize(1));
      assertThat(page.ofType("welcome").get(0).path("resumed").asBoolean(true)).isFalse();
      assertThat(sequences(page)).isEmpty();
    }
  }

  @Test
  void positionThatIsTooOld_isToldToTakeTheWholeState() {
    WardListener before = WardListener.byToken(server);
    await().untilAsserted(() -> assertThat(before.ofType("snapshot")).hasSize(1));
    String first = position(before);
    before.leave();
    raise(KEPT);
    WardListener justYoungEnough = comesAgain(first);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(sequences(justYoungEnough)).hasSize(KEPT));
    raise(1);

    WardListener tooOld = comesAgain(first);

    await().untilAsserted(() -> assertThat(tooOld.ofType("snapshot")).isNotEmpty());
    assertThat(tooOld.ofType("welcome").get(0).path("resumed").asBoolean(true)).isFalse();
    assertThat(sequences(tooOld)).isEmpty();
  }

  @Test
  void missedTransitionsOfAWardThatIsClosedToSomebody_areNotTold() {
    Caller nurse = new Caller("b.nurse", EnumSet.of(Role.CLINICIAN), Set.of("B"));
    String session = server.access.sessions().begin(nurse, Instant.now().getEpochSecond()).id();
    WardListener before = WardListener.connect(server, session, "{}");
    await().untilAsserted(() -> assertThat(before.ofType("snapshot")).hasSize(1));
    before.leave();
    raise(2);

    WardListener after = WardListener.connect(server, session, "{}", position(before));

    await().untilAsserted(() -> assertThat(after.ofType("snapshot")).hasSize(1));
    assertThat(after.ofType("welcome").get(0).path("resumed").asBoolean()).isTrue();
    assertThat(after.ofType("event")).isEmpty();
  }

  @Test
  void transitionsThatComeWhileTheServerLags_areToldToo() {
    WardListener page = WardListener.byToken(server);
    await().untilAsserted(() -> assertThat(page.ofType("snapshot")).hasSize(1));

    server.ward.setReady(false);
    raise(2);
    server.ward.setReady(true);
    raise(1);

    await().untilAsserted(() -> assertThat(sequences(page)).containsExactly(1, 2, 3));
  }

  private void raise(int count) {
    for (int i = 0; i < count; i++) {
      raised++;
      server.raise(raised, raised);
    }
  }

  private WardListener comesAgain(String position) {
    return WardListener.connect(server, "none", HELLO, position);
  }

  private static Stream<String> types(WardListener page) {
    return page.messages.stream().map(message -> message.path("type").asText());
  }

  private static List<Integer> sequences(WardListener page) {
    return page.ofType("event").stream()
        .map(message -> message.at("/event/transition/sequence"))
        .filter(sequence -> !sequence.isMissingNode())
        .map(JsonNode::asInt)
        .toList();
  }

  private static String position(WardListener page) {
    return position(page, "none");
  }

  /** What a page remembers: the newest position that it was told. */
  private static String position(WardListener page, @Nullable String otherwise) {
    return page.messages.stream()
        .map(message -> message.path("position"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .reduce(otherwise, (older, newer) -> newer);
  }
}
