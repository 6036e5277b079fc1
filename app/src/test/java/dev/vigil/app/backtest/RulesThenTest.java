package dev.vigil.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.alerting.RuleSight;
import dev.vigil.alerting.RuleSight.Standing;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.logstream.WholeLog;
import dev.vigil.app.verify.StampedLog;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesThenTest {
  private static final String RULES =
      """
      [{"id": "fast", "kind": "limit", "vital": "heart-rate", "high": 130, "priority": "medium",
        "delaySeconds": 20, "hysteresis": 5, "doc": "x"}]
      """;

  /** Two patients in two partitions: 140 /min from second 100 on, 80 /min from second 130 on. */
  private static final class TwoPatients implements WholeLog {
    private final long last;

    private TwoPatients() {
      this(200);
    }

    private TwoPatients(long last) {
      this.last = last;
    }

    @Override
    public Stretch stretch() {
      return new Stretch(50, last);
    }

    @Override
    public int intervalSeconds() {
      return 60;
    }

    @Override
    public GovernanceTimeline governance() {
      GovernanceTimeline governance = new GovernanceTimeline(Ticks.World.RECORDED);
      try {
        governance.append(
            new PolicyEntry(1, Long.MIN_VALUE, "lead", "test", Json.mapper().readTree(RULES)), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return governance;
    }

    @Override
    public int partitions() {
      return 2;
    }

    @Override
    public void read(int partition, StampedLog.Sink sink) {
      String patient = partition == 0 ? "p" : "q";
      for (int i = 0; i < 8; i++) {
        long second = 100 + 10L * i;
        sink.accept(i, second, rate(patient, second, second < 130 ? "140" : "80"));
      }
    }

    private static Readings rate(String patient, long second, String value) {
      long steps = VitalSigns.catalogue().get("heart-rate").toSteps(new BigDecimal(value));
      return new Readings(
          patient, second, "test", List.of(Reading.of("heart-rate", "monitor", second, steps)));
    }
  }

  private static RuleSight at(long second) {
    RulesThen.Account account = RulesThen.of(new TwoPatients(), "q", second);
    List<RuleSight> sights = account.sights();
    assertThat(account.unknown()).isEmpty();
    assertThat(sights).hasSize(1);
    return sights.get(0);
  }

  @Test
  void rule_sawWhatWasKnownThen_andNothingThatCameLater() {
    assertThat(at(119).standing()).isEqualTo(Standing.WAITS);
    assertThat(at(119).sees())
        .containsExactly("140.0 /min by monitor, measured 1970-01-01T00:01:50Z");
    assertThat(at(125).standing()).isEqualTo(Standing.RAISES);
    assertThat(at(130).standing()).isEqualTo(Standing.QUIET);
  }

  @Test
  void momentOfWhichTheLogSaysNothing_isRefused_andAPatientWhoIsNotThere() {
    assertThatThrownBy(() -> RulesThen.of(new TwoPatients(), "q", 49))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("expected a time from 1970-01-01T00:00:50Z on");
    assertThatThrownBy(() -> RulesThen.of(new TwoPatients(), "q", 200))
        .isInstanceOf(VigilException.class);
    assertThatThrownBy(() -> RulesThen.of(new TwoPatients(), "r", 150))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("nothing of this patient");
  }

  @Test
  void logToWhichNoJobHasComeYet_isSaid() {
    assertThatThrownBy(() -> RulesThen.of(new TwoPatients(Ticks.NONE), "q", 150))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("have not come to the log's first tick");
  }
}
