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
}
