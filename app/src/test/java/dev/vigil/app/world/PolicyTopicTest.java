package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.dashboard.RulePolicy.Asked;
import dev.vigil.dashboard.RulePolicy.Changed;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and plans of wards on a real broker, in a recorded world whose clock stands. */
class PolicyTopicTest {
  private static final long NOW = 1_000_000;
  private static final String WARDS =
      "[{\"ward\": \"A\", \"zone\": \"Europe/Zurich\", \"callsPerPatientDay\": 2}]";

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;

  /** Each test has a clock of its own, later than the one before. */
  private static long now = NOW;

  private final PolicyTopic policy =
      new PolicyTopic(kafka.bootstrap(), WorldClock.recorded(now += 1_000));

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults());
    KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
    try (PolicyTopic empty = new PolicyTopic(kafka.bootstrap(), WorldClock.recorded(NOW))) {
      assertThat(empty.at(null)).isEmpty();
      Asked asked = new Asked(rules(120), null, null);
      assertThatThrownBy(() -> empty.set(asked, "why", "lead"))
          .isInstanceOf(RefusedException.class)
          .hasMessage("no rules hold yet");
    }
    append(Json.encode(new PolicyEntry(1, Long.MIN_VALUE, "vigil", "first start", rules(120))));
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @AfterEach
  void close() {
    policy.close();
  }

  private static void append(byte[] value) {
    try (TopicWriter writer = new TopicWriter(kafka.bootstrap())) {
      writer.append(Topics.POLICY, "policy", value);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode rules(int high) {
    return json(
        ("[{\"id\": \"fast\", \"kind\": \"limit\", \"vital\": \"heart-rate\", \"high\": %d,"
                + " \"priority\": \"medium\", \"delaySeconds\": 20, \"hysteresis\": 5, \"doc\":"
                + " \"x\"}]")
            .formatted(high));
  }

  private static long high(PolicyEntry entry) {
    return entry.rules().get(0).path("high").asLong();
  }

  @Test
  void rules_holdFromTheNextSecond_withWhoAndWhy_andTheOldOnesUntilThen() {
    PolicyEntry before = policy.at(null).orElseThrow();

    Changed changed = policy.set(new Asked(rules(131), null, null), "too many calls", "lead");

    PolicyEntry entry = changed.entry();
    assertThat(changed.appended()).isTrue();
    assertThat(entry.version()).isEqualTo(before.version() + 1);
    assertThat(entry.by()).isEqualTo("lead");
    assertThat(entry.because()).isEqualTo("too many calls");
    assertThat(high(policy.at(null).orElseThrow())).isEqualTo(131);
    assertThat(high(policy.at(entry.holdsFrom()).orElseThrow())).isEqualTo(131);
    assertThat(policy.at(entry.holdsFrom() - 1).orElseThrow().rules()).isEqualTo(before.rules());
  }

  @Test
  void theSameAgain_isAnsweredAsBefore_andAppendsNothing() {
    Asked asked = new Asked(rules(132), null, null);
    Changed first = policy.set(asked, "why", "lead");

    Changed again = policy.set(asked, "why", "lead");

    assertThat(again.appended()).isFalse();
    assertThat(again.entry().version()).isEqualTo(first.entry().version());
  }

  @Test
  void plansAndRules_changeEachWithoutTheOther() {
    policy.set(new Asked(rules(133), null, null), "rules", "lead");
    Changed plans = policy.set(new Asked(null, json(WARDS), null), "plans", "lead");
    policy.set(new Asked(rules(134), null, null), "rules again", "lead");

    PolicyEntry latest = policy.at(null).orElseThrow();
    assertThat(high(latest)).isEqualTo(134);
    assertThat(latest.wards()).isEqualTo(json(WARDS));
    assertThat(high(plans.entry())).isEqualTo(133);
    assertThat(policy.wardAt("A", latest.holdsFrom()).callsPerPatientDay()).isEqualTo(2);
  }

  @Test
  void changeOfWhatSomebodyElseHasChanged_isRefused() {
    int seen = policy.at(null).orElseThrow().version();
    policy.set(new Asked(rules(135), null, seen), "mine", "lead");

    assertThatThrownBy(() -> policy.set(new Asked(rules(136), null, seen), "theirs", "other"))
        .isInstanceOf(RefusedException.class)
        .extracting(refused -> ((RefusedException) refused).kind())
        .isEqualTo(RefusedException.Kind.CONFLICT);
    assertThat(high(policy.at(null).orElseThrow())).isEqualTo(135);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\": \"fast\"}]",
        "{}",
        "[{\"id\": \"x\", \"kind\": \"device\", \"alarm\": \"heart-rate\","
            + " \"priority\": \"low\", \"delaySeconds\": 0, \"doc\": \"x\"}]"
      })
  void rulesThatCannotBeTaken_areRefused_andTheOldOnesStay(String bad) {
    PolicyEntry before = policy.at(null).orElseThrow();

    assertThatThrownBy(() -> policy.set(new Asked(json(bad), null, null), "why", "lead"))
        .isInstanceOf(RefusedException.class);
    assertThat(policy.at(null)).contains(before);
  }

  @Test
  void rulesTooLargeForARecord_areRefused() {
    String doc = "x".repeat(950_000);
    JsonNode large = json(rules(137).toString().replace("\"x\"", "\"" + doc + "\""));

    assertThatThrownBy(() -> policy.set(new Asked(large, null, null), "why", "lead"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("bytes together");
  }

  @Test
  void whatIsNoEntry_changesNothing() {
    PolicyEntry before = policy.at(null).orElseThrow();

    append("no entry".getBytes(StandardCharsets.UTF_8));
    append(Json.encode(new PolicyEntry(before.version() + 5, NOW * 2, "x", "x", json("[1]"))));

    assertThat(policy.at(null)).contains(before);
    Changed changed = policy.set(new Asked(rules(138), null, null), "why", "lead");
    assertThat(changed.entry().version()).as("no version twice").isEqualTo(before.version() + 6);
  }
}
