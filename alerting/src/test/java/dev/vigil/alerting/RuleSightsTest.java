package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.RuleSight.Standing;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSightsTest {
  private static final long T = 1_000_000;
  private static final MonitoringPlan PLAN =
      new MonitoringPlan(List.of(new Item("heart-rate", 60, 30)), List.of());
  private static final Governance GOVERNANCE =
      Rules.governance(
          Rules.HR_HIGH,
          Rules.SPO2,
          Rules.NEWS,
          Rules.SILENCE,
          Rules.combined(
              "both",
              "{\"all\":[{\"vital\":\"heart-rate\",\"above\":120},"
                  + "{\"lasting\":{\"vital\":\"spo2\",\"below\":90},\"seconds\":60}]}"));

  private final Bedside bed = new Bedside(GOVERNANCE, true);

  private RuleSight sight(String rule, long now) {
    return RuleSights.of(bed.state(), GOVERNANCE, now).stream()
        .filter(sight -> sight.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rule_thatWaits_saysUntilWhen_andOneThatKnowsNothingSaysSo() {
    bed.admit(T, PLAN);
    bed.reading(T + 10, "heart-rate", "140", T + 9);

    assertThat(sight("hr", T + 20).standing()).isEqualTo(Standing.WAITS);
    assertThat(sight("hr", T + 20).because())
        .contains("raises at " + Instant.ofEpochSecond(T + 40) + " if nothing else comes");
    assertThat(sight("hr", T + 20).sees())
        .containsExactly("140.0 /min by mon, measured " + Instant.ofEpochSecond(T + 9));
    assertThat(sight("spo2", T + 20).standing()).isEqualTo(Standing.CANNOT_TELL);
    assertThat(sight("news", T + 20).standing()).isEqualTo(Standing.CANNOT_TELL);
    assertThat(sight("silent", T + 20).standing()).isEqualTo(Standing.QUIET);
  }

  @Test
  void combinedRule_saysOfEachPremiseWhetherItIsSo() {
    bed.admit(T, PLAN);
    bed.reading(T + 1, "heart-rate", "125", T + 1);
    assertThat(sight("both", T + 2).standing()).isEqualTo(Standing.CANNOT_TELL);

    bed.reading(T + 2, "spo2", "85", T + 2);

    assertThat(sight("both", T + 2).standing()).isEqualTo(Standing.QUIET);
    assertThat(sight("both", T + 2).sees())
        .containsExactly(
            "so: Heart rate above 120.0 /min",
            "not so: (Oxygen saturation by pulse oximetry below 90.0 %) for 60 s",
            "so: Oxygen saturation by pulse oximetry below 90.0 %");
  }

  @Test
  void rule_thatRaises_namesItsAlert_andLookingChangesNothing() throws Exception {
    bed.admit(T, PLAN);
    bed.reading(T + 1, "spo2", "85", T + 1);
    bed.score(T + 2, 3);
    bed.advance(T + 95);
    byte[] before = Bedside.bytes(PatientAlertsCodec.INSTANCE, bed.state());

    assertThat(sight("spo2", T + 95).standing()).isEqualTo(Standing.RAISES);
    assertThat(sight("spo2", T + 95).because())
        .contains("alert " + bed.transitions().get(0).alert() + "/1 is active, led by spo2");
    assertThat(sight("silent", T + 95).standing()).isEqualTo(Standing.RAISES);
    assertThat(sight("news", T + 95).standing()).isEqualTo(Standing.QUIET);
    assertThat(sight("news", T + 95).sees())
        .containsExactly("news2 1: 3.0, known " + Instant.ofEpochSecond(T + 2));

    assertThat(HexFormat.of().formatHex(Bedside.bytes(PatientAlertsCodec.INSTANCE, bed.state())))
        .isEqualTo(HexFormat.of().formatHex(before));
  }

  @Test
  void limitsOfThePatient_standForTheRules_andADischargedPatientHasNone() {
    Limits own = new Limits(new BigDecimal("80"), null);
    bed.context(T, Status.ADMITTED, MonitoringPlan.NONE, Map.of("spo2", own));
    bed.reading(T + 1, "spo2", "85", T + 1);

    assertThat(sight("spo2", T + 1).standing()).isEqualTo(Standing.QUIET);
    assertThat(sight("spo2", T + 1).because()).contains("below 80.0 %");

    bed.context(T + 2, Status.DISCHARGED, MonitoringPlan.NONE, Map.of());
    assertThat(RuleSights.of(bed.state(), GOVERNANCE, T + 3)).isEmpty();
  }
}
