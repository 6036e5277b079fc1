package dev.vigil.models.onnx.runtime;

import java.util.List;
import java.util.Random;

/**
 * Rows that nobody measured, for models to learn from: heart rate, respiratory rate, temperature in
 * degrees Fahrenheit, systolic pressure, age; and whether the patient deteriorates, by a made-up
 * rule that bends and has two inputs act together.
 */
final class MadeUpPatients {
  /** What a data scientist might call them. */
  static final List<String> NAMES = List.of("hr", "rr", "temp_f", "sbp", "age");

  final double[][] rows;
  final boolean[] labels;

  MadeUpPatients(int patients, long seed) {
    Random random = new Random(seed);
    rows = new double[patients][];
    labels = new boolean[patients];
    for (int i = 0; i < patients; i++) {
      double[] row = {
        Math.rint(85 + 18 * random.nextGaussian()),
        Math.rint(18 + 5 * random.nextGaussian()),
        Math.rint(10 * (98.9 + 1.5 * random.nextGaussian())) / 10,
        Math.rint(122 + 20 * random.nextGaussian()),
        Math.rint(20 + 70 * random.nextDouble())
      };
      rows[i] = row;
      labels[i] = random.nextDouble() < Mlp.probability(logit(row));
    }
  }

  private static double logit(double[] row) {
    double shock = Math.max(0, row[0] - 90) * Math.max(0, 110 - row[3]) / 150;
    return -3.2
        + 0.03 * (row[0] - 85)
        + 0.15 * Math.max(0, row[1] - 20)
        + 0.5 * Math.abs(row[2] - 98.6)
        + 0.02 * (row[4] - 55)
        + shock;
  }
}
