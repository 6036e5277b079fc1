package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;

/**
 * What one model says of every row.
 *
 * @param name for people
 * @param threshold from which on it decides that the event is to come
 * @param thresholds from which on it decides for each stay: those of a cross-validation, where each
 *     stay is decided by a model of its own; otherwise all the same
 * @param isRisk whether its numbers mean probabilities, so that calibration means something; a
 *     clinical score on a scale from 0 to 1 only ranks
 * @param probabilities of each stay's rows, in the order of the stays, 0 to 1
 */
public record Contestant(
    String name,
    double threshold,
    List<Double> thresholds,
    boolean isRisk,
    List<double[]> probabilities) {
  public Contestant {
    requireNonNull(name, "name is null");
    probabilities = List.copyOf(probabilities);
    thresholds = List.copyOf(thresholds);
    if (thresholds.size() != probabilities.size()) {
      throw new IllegalArgumentException(
          name
              + " has "
              + thresholds.size()
              + " thresholds for "
              + probabilities.size()
              + " stays, expected as many");
    }
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("threshold of " + name + " is NaN, expected a number");
    }
    for (double[] stay : probabilities) {
      for (double probability : stay) {
        if (!(probability >= 0 && probability <= 1)) {
          throw new IllegalArgumentException(
              name + " has the probability " + probability + ", expected 0 to 1");
        }
      }
    }
  }

  /** A model with one threshold for all. */
  public Contestant(String name, double threshold, boolean isRisk, List<double[]> probabilities) {
    this(
        name,
        threshold,
        Collections.nCopies(probabilities.size(), threshold),
        isRisk,
        probabilities);
  }
}
