package dev.vigil.models.evaluation;

import java.util.SplittableRandom;

/**
 * Draws patients with replacement: all rows of a patient come together, for they are not
 * independent. Every slice and contestant sees the same resamples, so that differences are paired.
 */
final class Resampling {
  private static final long APART = 0x9E3779B97F4A7C15L;

  private final EvaluationSettings settings;
  private final int patients;

  Resampling(EvaluationSettings settings, int patients) {
    this.settings = settings;
    this.patients = patients;
  }

  /** A statistic's numbers of each resample. */
  double[][] of(Statistic statistic) {
    double[][] numbers = new double[settings.resamples()][];
    for (int resample = 0; resample < numbers.length; resample++) {
      numbers[resample] = statistic.of(weights(resample));
    }
    return numbers;
  }

  /** How often a resample has each patient. */
  private int[] weights(int resample) {
    SplittableRandom random = new SplittableRandom(settings.seed() + resample * APART);
    int[] weights = new int[patients];
    for (int draw = 0; draw < patients; draw++) {
      weights[random.nextInt(patients)]++;
    }
    return weights;
  }
}
