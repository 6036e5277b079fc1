package dev.vigil.models.training;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A threshold that was chosen on rows whose truth is known.
 *
 * @param probability from which on a warning is given; 1 where giving none is best
 * @param worth of the warnings that it gives there; for thresholds near it may be higher
 */
public record DecisionThreshold(double probability, double worth) {
  /**
   * The worth that counts at a threshold is the mean of those of thresholds with up to a fifth more
   * or less warnings: the highest single one is often the luck of a few patients. A choice of
   * Vigil's.
   */
  private static final double NEIGHBOURS = 0.2;

  /**
   * Finds the one of the highest worth, smoothed over its neighbours. It lies halfway between two
   * probabilities that occur, so that it doesn't hang on the last digit of one.
   *
   * @param probabilities of each row
   * @param worths of a warning at each row
   */
  public static DecisionThreshold of(double[] probabilities, double[] worths) {
    int[] falling = falling(probabilities);
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

  /**
   * Finds the one at which the lower of sensitivity and positive predictive value is highest. It
   * lies where about as many rows are warned of as have a positive worth: there both are equal.
   *
   * @param probabilities of each row
   * @param worths of a warning at each row; only whether they are above 0 counts
   * @return with that lower one as its worth
   */
  public static DecisionThreshold balanced(double[] probabilities, double[] worths) {
    int[] falling = falling(probabilities);
    long positives = DoubleStream.of(worths).filter(worth -> worth > 0).count();
    DecisionThreshold best = new DecisionThreshold(1, 0);
    int right = 0;
    for (int place = 0; place < falling.length; place++) {
      double here = probabilities[falling[place]];
      double next = place + 1 == falling.length ? 0 : probabilities[falling[place + 1]];
      right += worths[falling[place]] > 0 ? 1 : 0;
      double least = (double) right / (double) Math.max(positives, place + 1);
      if (next < here && least > best.worth) {
        best = new DecisionThreshold((here + next) / 2, least);
      }
    }
    return best;
  }

  /** Places of the rows, the highest probability first. */
  private static int[] falling(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted((a, b) -> Double.compare(probabilities[b], probabilities[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
