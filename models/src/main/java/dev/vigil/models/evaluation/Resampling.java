package dev.vigil.models.evaluation;

import java.util.SplittableRandom;

/**
 * Draws patients with replacement: all rows of a patient come together, for they are not
 * independent. Every slice and contestant sees the same resamples, so that differences are paired.
 * Source: Efron: Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7:1-26,
 * 1979.
 */
final class Resampling {
  private final int[][] weights;

  /** Draws all of them from one stream: streams of seeds that lie apart by a step overlap. */
  Resampling(EvaluationSettings settings, int patients) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    weights = new int[settings.resamples()][patients];
    for (int[] resample : weights) {
      for (int draw = 0; draw < patients; draw++) {
        resample[random.nextInt(patients)]++;
      }
    }
  }

  /** A sum over patients, each of whom counts as often as they were drawn. */
  static long sum(int[] ofPatients, int[] weights) {
    long sum = 0;
    for (int patient = 0; patient < ofPatients.length; patient++) {
      sum += (long) weights[patient] * ofPatients[patient];
    }
    return sum;
  }

  /** A statistic's numbers of each resample. */
  double[][] of(Statistic statistic) {
    double[][] numbers = new double[weights.length][];
    for (int resample = 0; resample < numbers.length; resample++) {
      numbers[resample] = statistic.of(weights[resample]);
    }
    return numbers;
  }
}
