package dev.vigil.models.evaluation;

import java.util.stream.IntStream;

/**
 * What one model said of a stay and which alerts followed, by whatever rules: a row an hour.
 *
 * @param scores what stood when each hour began, on the model's own scale
 * @param raised how many alerts were raised in each hour
 * @param open whether an alert was open at any moment of each hour
 */
public record AlertCourse(double[] scores, int[] raised, boolean[] open) {
  public AlertCourse {
    if (scores.length != raised.length || scores.length != open.length) {
      throw new IllegalArgumentException(
          "a course of %d scores, %d counts of alerts and %d states, expected as many"
              .formatted(scores.length, raised.length, open.length));
    }
  }

  /** How many hours. */
  public int rows() {
    return scores.length;
  }

  /** The same at some of its rows. */
  public AlertCourse at(int[] rows) {
    boolean[] states = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      states[i] = open[rows[i]];
    }
    return new AlertCourse(
        IntStream.of(rows).mapToDouble(row -> scores[row]).toArray(),
        IntStream.of(rows).map(row -> raised[row]).toArray(),
        states);
  }
}
