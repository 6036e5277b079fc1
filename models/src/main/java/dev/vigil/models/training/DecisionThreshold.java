package dev.vigil.models.training;

import java.util.stream.IntStream;

/**
 * The threshold of the highest worth on rows whose truth is known.
 *
 * @param probability from which on a warning is given; 1 where giving none is best
 * @param worth of all warnings that it gives there
 */
public record DecisionThreshold(double probability, double worth) {
  /**
   * The worth that counts at a threshold is the mean of those of thresholds with up to a fifth more
   * or less warnings: the highest single one is often the luck of a few patients. A choice of
   * Vigil's.
   */
  private static final double NEIGHBOURS = 0.2;

  /**
   * Finds it. It lies halfway between two probabilities that occur, so that it doesn't hang on the
   * last digit of one.
   *
   * @param probabilities of each row
   * @param worths of a warning at each row
   */
  public static DecisionThreshold of(double[] probabilities, double[] worths) {
    int[] falling =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sums = sums(falling, worths);
    DecisionThreshold best = new DecisionThreshold(1, 0);
    double highest = 0;
    for (int warnings = 1; warnings <= falling.length; warnings++) {
      double here = probabilities[falling[warnings - 1]];
      double next = warnings == falling.length ? 0 : probabilities[falling[warnings]];
      double around = next < here ? meanAround(warnings, sums) : 0;
      if (around > highest) {
        highest = around;
        best = new DecisionThreshold((here + next) / 2, sums[warnings + 1] - sums[warnings]);
      }
    }
    return best;
  }

  /** Sums of the worths of the first 0, 1, 2 … warnings, summed up once more. */
  private static double[] sums(int[] falling, double[] worths) {
    double[] sums = new double[falling.length + 2];
    double worth = 0;
    for (int warnings = 0; warnings <= falling.length; warnings++) {
      worth += warnings == 0 ? 0 : worths[falling[warnings - 1]];
      sums[warnings + 1] = sums[warnings] + worth;
    }
    return sums;
  }

  private static double meanAround(int warnings, double[] sums) {
    int reach = (int) (NEIGHBOURS * warnings);
    int first = warnings - reach;
    int last = Math.min(warnings + reach, sums.length - 2);
    return (sums[last + 1] - sums[first]) / (last + 1 - first);
  }
}
