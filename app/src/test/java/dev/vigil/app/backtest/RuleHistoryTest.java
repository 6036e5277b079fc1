package dev.vigil.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.Governance;
import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.app.backtest.RuleHistory.Tried;
import dev.vigil.app.logstream.WholeLog;
import dev.vigil.app.verify.Refold;
import dev.vigil.app.verify.StampedLog;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.schemas.fold.Ticks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleHistoryTest {
  private static final String RULES =
      """
      [{"id": "fast", "kind": "limit", "vital": "heart-rate", "high": 130, "priority": "medium",
        "delaySeconds": 20, "hysteresis": 5, "doc": "x"},
       {"id": "slow", "kind": "limit", "vital": "heart-rate", "low": 40, "priority": "high",
        "delaySeconds": 20, "hysteresis": 5, "doc": "x"}]
      """;

  private static final int STEP = 10;
  private static final int CALM = 300;

  /** One partition of one patient. */
  private static final class Ward implements WholeLog {
    private final List<PatientRecord> records = new ArrayList<>();
    private final List<Long> stamps = new ArrayList<>();
    private long now;

    /** So many seconds at a rate, a reading each ten seconds. */
    Ward rate(long perMinute, int seconds) {
      long steps = VitalSigns.catalogue().get("heart-rate").toSteps(BigDecimal.valueOf(perMinute));
      for (int i = 0; i < seconds; i += STEP) {
        now += STEP;
        stamps.add(now);
        records.add(
            new Readings(
                "p", now, "test", List.of(Reading.of("heart-rate", "monitor", now, steps))));
      }
      return this;
    }

    @Override
    public Stretch stretch() {
      return new Stretch(0, now + 1);
    }

    @Override
    public int intervalSeconds() {
      return 60;
    }

    @Override
    public GovernanceTimeline governance() {
      return new GovernanceTimeline(Ticks.World.RECORDED);
    }

    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public void read(int partition, StampedLog.Sink sink) {
      for (int i = 0; i < records.size(); i++) {
        sink.accept(i, stamps.get(i), records.get(i));
      }
    }

    /** What the alerts job sent. */
    List<AlertTransition> sent(JsonNode rules) {
      List<AlertTransition> sent = new ArrayList<>();
      Policy policy = StricterRules.parse(rules);
      Governance governance =
          new Governance() {
            @Override
            public Policy policyAt(long instant) {
              return policy;
            }

            @Override
            public Optional<String> liveVersion(String model, String patient, long instant) {
              return Optional.empty();
            }
          };
      Refold<PatientAlerts, AlertOutput> fold =
          new Refold<>(
              new AlertFold(governance),
              PatientAlerts::empty,
              (patient, number, output) -> {
                if (output instanceof AlertOutput.Transition changed) {
                  sent.add(changed.transition());
                }
              });
      read(0, fold::record);
      fold.finish(stretch().last());
      return sent;
    }
  }

  private static JsonNode rules() throws Exception {
    return Json.mapper().readTree(RULES);
  }

  /** Three short spells and a long one. */
  private static Ward ward() {
    Ward ward = new Ward();
    for (int i = 0; i < 3; i++) {
      ward.rate(80, CALM).rate(140, 40);
    }
    return ward.rate(80, CALM).rate(140, 600).rate(80, CALM);
  }

  private static List<String> raised(Ward ward) throws Exception {
    return ward.sent(rules()).stream()
        .filter(transition -> transition.sequence() == 1)
        .map(AlertTransition::alert)
        .toList();
  }

  @Test
  void smallestChangeThatHalvesTheCalls_isFound_withWhatItKeepsOfTheUsefulOnes() throws Exception {
    List<String> alerts = raised(ward());
    assertThat(alerts).hasSize(4);

    List<Tried> tried =
        new RuleHistory(rules(), List.of("fast"), List.of(alerts.get(0), alerts.get(3)), 0)
            .run(ward());

    assertThat(tried).containsExactly(new Tried("fast", "delaySeconds", "20", "60", 4, 1, 2, 1));
  }

  @Test
  void callsBeforeTheStretch_areNotCounted_andHighPriorityIsNotTouched() throws Exception {
    List<Tried> tried =
        new RuleHistory(rules(), List.of("slow", "fast"), List.of(), 4 * CALM).run(ward());

    assertThat(tried).containsExactly(new Tried("fast", null, null, null, 1, 1, 0, 0));
  }

  @Test
  void alertThatAnotherRuleLedToItsEnd_keepsNoLaterOne() throws Exception {
    JsonNode rules =
        Json.mapper()
            .readTree(
                RULES.replace(
                    "]",
                    """
                    ,{"id": "worse", "kind": "limit", "vital": "heart-rate", "high": 160,
                      "priority": "high", "delaySeconds": 20, "hysteresis": 5, "doc": "x"}]
                    """));
    Ward ward = new Ward().rate(80, CALM).rate(140, 100).rate(170, 60).rate(80, CALM).rate(140, 40);
    ward.rate(80, CALM);
    List<String> alerts =
        ward.sent(rules).stream()
            .filter(transition -> transition.sequence() == 1)
            .map(AlertTransition::alert)
            .toList();
    assertThat(alerts).hasSize(2);

    List<Tried> tried =
        new RuleHistory(rules, List.of("fast"), List.of(alerts.get(1)), 0).run(ward);

    assertThat(tried).containsExactly(new Tried("fast", "delaySeconds", "20", "60", 2, 1, 1, 0));
  }

  @Test
  void rulesThatAreGone_areNotTried() throws Exception {
    assertThat(new RuleHistory(rules(), List.of("gone"), List.of("x"), 0).run(ward())).isEmpty();
  }
}
