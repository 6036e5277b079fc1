package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.SortedMap;

/**
 * Everything a model may see of one patient at one moment. An unknown feature is absent, never a
 * plausible number.
 *
 * @param patient pseudonymous id
 * @param definitions hash of all feature definitions
 * @param measuredEnd latest measured second of any reading in it, since the epoch
 * @param known the instant at which the vector was decided, whole seconds since the epoch
 * @param values finite values by feature name, in the order of the names
 */
public record FeatureVector(
    String patient,
    String definitions,
    long measuredEnd,
    long known,
    SortedMap<String, Double> values) {
  public FeatureVector {
    requireNonNull(patient, "patient is null");
    requireNonNull(definitions, "definitions is null");
    values = FiniteValues.copyOf(requireNonNull(values, "values is null"), "feature");
  }

  /**
   * Of those features that are known.
   *
   * @param names of all features, in their order
   * @param numbers of each; NaN where it isn't known
   */
  public static FeatureVector ofKnown(
      String patient,
      String definitions,
      long measuredEnd,
      long known,
      List<String> names,
      double[] numbers) {
    FiniteValues.Builder values = new FiniteValues.Builder("feature");
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isNaN(numbers[i])) {
        var unused = values.add(names.get(i), numbers[i]);
      }
    }
    return new FeatureVector(patient, definitions, measuredEnd, known, values.build());
  }
}
