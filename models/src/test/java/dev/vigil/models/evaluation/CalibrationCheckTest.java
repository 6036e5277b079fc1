package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.evaluation.CalibrationCheck.Predicted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationCheckTest {
  @Test
  void predictionsThatComeTrueAsOftenAsSaid_haveRatioAndSlopeOne() {
    CalibrationCheck check = CalibrationCheck.of(patients(600, 1), EvaluationSettings.DEFAULT);

    assertThat(check.ratio().low()).isLessThan(1);
    assertThat(check.ratio().high()).isGreaterThan(1);
    assertThat(check.ratio().value()).isCloseTo(1, within(0.15));
    assertThat(check.slope().value()).isCloseTo(1, within(0.3));
    assertThat(check.observed() / check.expected()).isEqualTo(check.ratio().value());
  }

  @Test
  void halfOfWhatWasPredicted_hasRatioHalf() {
    CalibrationCheck check = CalibrationCheck.of(patients(600, 0.5), EvaluationSettings.DEFAULT);

    assertThat(check.ratio().value()).isCloseTo(0.5, within(0.12));
    assertThat(check.ratio().high()).isLessThan(0.8);
  }

  @Test
  void fewEvents_haveNeitherIntervalNorSlope() {
    CalibrationCheck check = CalibrationCheck.of(patients(12, 1), EvaluationSettings.DEFAULT);

    assertThat(check.events()).isLessThan(CalibrationCheck.LEAST_EVENTS);
    assertThat(check.ratio().low()).isNull();
    assertThat(check.slope()).isNull();
  }

  /** Each with five rows of one probability; what comes, comes in all of them. */
  private static List<Predicted> patients(int count, double comesTrue) {
    Random random = new Random(3);
    List<Predicted> patients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double probability = 0.05 + 0.6 * random.nextDouble();
      boolean comes = random.nextDouble() < comesTrue * probability;
      double[] rows = new double[5];
      boolean[] labels = new boolean[5];
      Arrays.fill(rows, probability);
      Arrays.fill(labels, comes);
      patients.add(new Predicted(rows, labels));
    }
    return patients;
  }
}
