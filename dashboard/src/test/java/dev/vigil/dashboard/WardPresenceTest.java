package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who hears of whom in the three-dimensional ward, and what of a page's word is believed. */
class WardPresenceTest {
  private static final int FUZZED = 20_000;
  private static final int FUZZED_PAGES = 20;
  private static final short POLICY_VIOLATION = 1008;

  private final TestServer server = new TestServer();
  private final Random random = new Random(20260302);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void people_inOneWardHearOfEachOtherUntilOneLeaves() {
    WardListener one = page("a.one", "A");
    WardListener other = page("b.other", "A");

    one.say(at("A", 1.5, "p1"));
    other.say(at("A", -2, null));

    await().untilAsserted(() -> assertThat(people(one).findValuesAsText("name")).hasSize(1));
    await().untilAsserted(() -> assertThat(people(other).findValuesAsText("name")).hasSize(1));
    JsonNode seen = people(other).get(0);
    assertThat(seen.path("name").asText()).isEqualTo("a.one");
    assertThat(seen.path("at").get(0).asDouble()).isEqualTo(1.5);
    assertThat(seen.path("selected").asText()).isEqualTo("p1");
    assertThat(seen.path("headset").asBoolean()).isTrue();
    assertThat(people(one).get(0).path("name").asText()).isEqualTo("b.other");

    one.leave();

    await().untilAsserted(() -> assertThat(people(other)).isEmpty());
  }

  @Test
  void people_whoDontSeeTheWardOrThePatient_areNotInIt() {
    server.admit("p2", "B");
    WardListener inside = page("a.one", "A");
    WardListener ofB = page("b.nurse", "B");
    WardListener scientist = page(new Caller("s.kim", EnumSet.of(Role.SCIENTIST), null));
    WardListener curious = page("c.other", "A");
    inside.say(at("A", 0, null));

    ofB.say(at("A", 1, null));
    scientist.say(at("A", 2, null));
    curious.say(at("A", 3, "p2"));
    WardListener witness = page("d.witness", "A");
    witness.say(at("A", 4, null));

    await().untilAsserted(() -> assertThat(people(inside)).hasSize(1));
    assertThat(people(inside).get(0).path("name").asText()).isEqualTo("d.witness");
    assertThat(ofB.ofType("presence")).isEmpty();
    assertThat(scientist.ofType("presence")).isEmpty();
    assertThat(curious.ofType("presence")).isEmpty();
  }

  @Test
  void messages_areConflatedToTheNewestAndLimited() {
    WardListener one = page("a.one", "A");
    WardListener other = page("b.other", "A");
    other.say(at("A", 0, null));
    await().untilAsserted(() -> assertThat(other.ofType("presence")).hasSize(1));

    for (int i = 1; i <= 2_000; i++) {
      one.say(at("A", i / 1000.0, null));
    }
    one.say(at("A", 7, null));

    await()
        .untilAsserted(
            () -> {
              one.say(at("A", 7, null));
              assertThat(people(other).path(0).path("at").path(0).asDouble()).isEqualTo(7);
            });
    assertThat(other.ofType("presence")).hasSizeLessThan(60);
    assertThat(one.closed).hasValue(0);
  }

  @Test
  void message_thatIsNone_endsItsPageAndReachesNobody() {
    WardListener witness = page("a.one", "A");
    witness.say(at("A", 0, null));
    await().untilAsserted(() -> assertThat(witness.ofType("presence")).hasSize(1));

    for (int i = 0; i < FUZZED_PAGES; i++) {
      WardListener page = page("b.fuzz" + i, "A");
      String text = fuzzed();
      page.say(text);
      if (PresenceMessage.of(text) == null && !text.equals("{}")) {
        await().untilAsserted(() -> assertThat(page.closed).hasValue(POLICY_VIOLATION));
      }
      page.leave();
    }

    await().untilAsserted(() -> assertThat(people(witness)).isEmpty());
    witness.ofType("presence").forEach(message -> message.path("people").forEach(this::isSane));
    assertThat(witness.closed).hasValue(0);
  }

  @Test
  void message_ofAnyShape_isSaneOrNone() {
    int believed = 0;
    for (int i = 0; i < FUZZED; i++) {
      PresenceMessage message = PresenceMessage.of(fuzzed());
      if (message != null && message.ward() != null) {
        believed++;
        assertThat(message.at()).hasSize(3).allMatch(metres -> Math.abs(metres) <= 50);
        assertThat(message.facing()).hasSize(2).allMatch(angle -> Math.abs(angle) <= 7);
        assertThat(message.ward().length()).isBetween(1, 64);
      }
    }
    assertThat(believed).isBetween(FUZZED / 100, FUZZED * 9 / 10);
    assertThat(PresenceMessage.of("x".repeat(PresenceMessage.MOST_CHARACTERS + 1))).isNull();
    assertThat(PresenceMessage.of("[".repeat(PresenceMessage.MOST_CHARACTERS))).isNull();
  }

  private void isSane(JsonNode person) {
    person
        .path("at")
        .forEach(metres -> assertThat(Math.abs(metres.asDouble())).isLessThanOrEqualTo(50));
    assertThat(person.path("name").asText()).startsWith("b.fuzz");
  }

  /** A message that a page could send, with up to three changes that no page would make. */
  private String fuzzed() {
    StringBuilder text = new StringBuilder(at("A", random.nextInt(9) - 4, "p1"));
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int place = random.nextInt(text.length());
      int end = Math.min(text.length(), place + 1 + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 ->
            text.setCharAt(
                place,
                (char) (random.nextInt(4) == 0 ? random.nextInt(0xd800) : 32 + random.nextInt(95)));
        case 1 -> text.delete(place, end);
        case 2 -> text.insert(place, text.substring(place, end));
        default -> text.replace(place, end, PIECES[random.nextInt(PIECES.length)]);
      }
      if (text.length() == 0) {
        return "";
      }
    }
    return text.toString();
  }

  private static final String[] PIECES = {
    "1e999",
    "-0",
    "NaN",
    "null",
    "\"\"",
    "[]",
    "{}",
    "51",
    "\\u0000",
    "true",
    "[[[[",
    "9".repeat(300)
  };

  private static String at(String ward, double x, String selected) {
    return "{\"type\":\"presence\",\"ward\":\"%s\",\"at\":[%s,1.6,0],\"facing\":[0.5,0],\"selected\":%s,\"headset\":true}"
        .formatted(ward, x, selected == null ? "null" : "\"" + selected + "\"");
  }

  private static JsonNode people(WardListener page) {
    return page.last("presence").path("people");
  }

  private WardListener page(String name, String ward) {
    return page(new Caller(name, EnumSet.of(Role.CLINICIAN), Set.of(ward)));
  }

  private WardListener page(Caller caller) {
    long now = Instant.now().getEpochSecond();
    WardListener page =
        WardListener.connect(server, server.access.sessions().begin(caller, now).id(), "{}");
    await().untilAsserted(() -> assertThat(page.ofType("snapshot")).hasSize(1));
    return page;
  }
}
