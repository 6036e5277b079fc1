package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import java.util.Collection;
import java.util.List;

/**
 * One feature of one vector. Its key is (patient, feature, known, number).
 *
 * @param patient pseudonymous id
 * @param feature name of the feature
 * @param known the vector's instant, whole seconds since the epoch
 * @param value finite
 * @param number of the vector
 */
public record FeatureRow(
    String patient, String feature, long known, double value, OutputNumber number)
    implements HistoryRow {
  public FeatureRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(feature, "feature is null");
    requireNonNull(number, "number is null");
  }

  /** The rows of those features of a vector that the history keeps and the vector has. */
  public static List<FeatureRow> of(
      FeatureVector vector, OutputNumber number, Collection<String> kept) {
    return kept.stream()
        .filter(vector.values()::containsKey)
        .map(feature -> of(vector, number, feature))
        .toList();
  }

  private static FeatureRow of(FeatureVector vector, OutputNumber number, String feature) {
    return new FeatureRow(
        vector.patient(),
        feature,
        vector.known(),
        requireNonNull(vector.values().get(feature), "value is null"),
        number);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.feature(this);
  }
}
