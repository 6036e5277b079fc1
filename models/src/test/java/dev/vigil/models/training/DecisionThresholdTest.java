package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionThresholdTest {
  @Test
  void balanced_hasTheHighestLeastOfSensitivityAndPpv() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      // given: no two rows with the same probability
      int rows = 2 + random.nextInt(60);
      double[] probabilities = random.doubles(rows).toArray();
      double[] worths =
          IntStream.range(0, rows).mapToDouble(row -> random.nextInt(4) == 0 ? 1 : -1).toArray();
      worths[random.nextInt(rows)] = 1;

      // when
      DecisionThreshold found = DecisionThreshold.balanced(probabilities, worths);

      // then
      double best =
          IntStream.range(0, rows)
              .mapToDouble(row -> least(probabilities, worths, probabilities[row]))
              .max()
              .orElseThrow();
      assertThat(least(probabilities, worths, found.probability())).isEqualTo(best);
    }
  }

  @Test
  void balanced_keepsRowsOfOneProbabilityTogether() {
    double[] probabilities = {0.9, 0.4, 0.4, 0.4, 0.1};
    double[] worths = {1, -1, 1, -1, -1};

    DecisionThreshold found = DecisionThreshold.balanced(probabilities, worths);

    assertThat(found).isEqualTo(new DecisionThreshold((0.9 + 0.4) / 2, 0.5));
  }

  private static double least(double[] probabilities, double[] worths, double threshold) {
    int positives = 0;
    int warned = 0;
    int right = 0;
    for (int row = 0; row < worths.length; row++) {
      boolean isWarned = probabilities[row] >= threshold;
      positives += worths[row] > 0 ? 1 : 0;
      warned += isWarned ? 1 : 0;
      right += isWarned && worths[row] > 0 ? 1 : 0;
    }
    return warned == 0 ? 0 : Math.min((double) right / positives, (double) right / warned);
  }
}
