package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

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
}
