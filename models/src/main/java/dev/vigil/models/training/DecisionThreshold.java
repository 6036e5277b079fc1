package dev.vigil.models.training;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A threshold that was chosen on rows whose truth is known.
 *
 * @param probability from which on a warning is given; 1 where giving none is best
 * @param worth of the warnings that it gives there
 */
public record DecisionThreshold(double probability, double worth) {
  /**
   * Finds the one of the highest worth. It lies halfway between two probabilities that occur, so
   * that it doesn't hang on the last digit of one.
   *
   * @param probabilities of each row
   * @param worths of a warning at each row
   */
  public static DecisionThreshold of(double[] probabilities, double[] worths) {
    int[] falling = falling(probabilities);
    DecisionThreshold best = new DecisionThreshold(1, 0);
    double worth = 0;
    for (int place = 0; place < falling.length; place++) {
      double here = probabilities[falling[place]];
      double next = place + 1 == falling.length ? 0 : probabilities[falling[place + 1]];
      worth += worths[falling[place]];
      if (next < here && worth > best.worth) {
        best = new DecisionThreshold((here + next) / 2, worth);
      }
    }
    return best;
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
