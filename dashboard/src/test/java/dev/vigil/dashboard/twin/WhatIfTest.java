package dev.vigil.dashboard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.scores.ClinicalScores;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final long NOW = 1_772_000_000L;

  private final Map<String, WhatIf.Value> values = new TreeMap<>();
  private final WhatIf whatIf = new WhatIf(patient(), NOW);

  WhatIfTest() {
    value("respiratory-rate", "16", 5);
    value("spo2", "97", 2);
    value("oxygen-device", "0", 3_000);
    value("systolic-pressure", "124", 600);
    value("heart-rate", "80", 1);
    value("consciousness", "0", 3_000);
    value("body-temperature", "36.8", 600);
  }

  @Test
  void unchangedValues_scoreAsOnTheWard() {
    List<Score> scores = whatIf.scores(values);

    assertThat(scores).hasSameSizeAs(ClinicalScores.all());
    assertThat(news2(scores).value()).isZero();
    assertThat(of("shock-index", scores).value())
        .isEqualTo(80.0 / 124, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void newConfusion_givesThreePoints_andAnUnknownOneARange() {
    assertThat(news2(whatIf.scores(changed("consciousness", 1L))).value()).isEqualTo(3);
    Score unknown = news2(whatIf.scores(changed("consciousness", null)));
    assertThat(unknown.outcome()).isEqualTo(Score.Outcome.RANGE);
    assertThat(unknown.missing()).containsExactly("consciousness.last");
    assertThat(news2(whatIf.scores(values)).value()).as("nothing else has changed").isZero();
  }

  @Test
  void oxygenThatIsGivenNow_countsThoughRoomAirWasObservedBefore() {
    assertThat(news2(whatIf.scores(changed("oxygen-flow", 40L))).value()).isEqualTo(2);
  }

  private Map<String, WhatIf.Value> changed(String vital, @Nullable Long steps) {
    Map<String, @Nullable Long> changes = new HashMap<>();
    changes.put(vital, steps);
    return whatIf.changed(values, changes);
  }

  private void value(String vital, String value, long age) {
    long steps = VitalSigns.catalogue().get(vital).toSteps(new BigDecimal(value));
    values.put(vital, new WhatIf.Value(steps, NOW - age));
  }

  private static Score news2(List<Score> scores) {
    return of("news2", scores);
  }

  private static Score of(String model, List<Score> scores) {
    return scores.stream().filter(score -> score.model().equals(model)).findFirst().orElseThrow();
  }

  private static PatientContext patient() {
    return new PatientContext(
        "p1",
        1,
        PatientContext.Status.ADMITTED,
        PatientContext.Origin.TRAINING,
        "A",
        "1",
        67,
        PatientContext.Sex.FEMALE,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        MonitoringPlan.NONE,
        NOW - 100_000,
        null,
        "anna",
        "a test");
  }
}
