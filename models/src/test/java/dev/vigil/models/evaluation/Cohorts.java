package dev.vigil.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Small random cohorts. */
final class Cohorts {
  private static final int LEVELS = 8;

  private Cohorts() {}

  /** Stays of up to 30 rows, about half of them septic. */
  static List<LabelledStay> stays(int patients, SplittableRandom random) {
    List<LabelledStay> stays = new ArrayList<>();
    for (int i = 0; i < patients; i++) {
      int rows = 1 + random.nextInt(30);
      int first = random.nextBoolean() ? random.nextInt(rows) : rows;
      int[] hours = new int[rows];
      boolean[] labels = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        hours[row] = row + 50;
        labels[row] = row >= first;
      }
      Map<String, String> groups = Map.of("sex", random.nextBoolean() ? "male" : "female");
      stays.add(LabelledStay.ofSepsis("p" + i, groups, hours, labels));
    }
    return stays;
  }

  /** Probabilities on few levels, so that many are equal; somewhat higher where the label is. */
  static List<double[]> probabilities(List<LabelledStay> stays, SplittableRandom random) {
    List<double[]> probabilities = new ArrayList<>();
    for (LabelledStay stay : stays) {
      double[] rows = new double[stay.rows()];
      for (int row = 0; row < rows.length; row++) {
        int level = random.nextInt(LEVELS) + (stay.labels()[row] ? 1 : 0);
        rows[row] = level / (LEVELS + 1.0);
      }
      probabilities.add(rows);
    }
    return probabilities;
  }
}
