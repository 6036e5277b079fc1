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
 * @param offset first part of the vector's number: the log offset
 * @param instant second part, whole seconds since the epoch
 * @param index third part
 */
public record FeatureRow(
    String patient, String feature, long known, double value, long offset, long instant, int index)
    implements HistoryRow {
  public FeatureRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(feature, "feature is null");
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
        number.offset(),
        number.instant(),
        number.index());
  }

  /** The number of the vector. */
  public OutputNumber number() {
    return new OutputNumber(offset, instant, index);
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.feature(this);
  }
}
