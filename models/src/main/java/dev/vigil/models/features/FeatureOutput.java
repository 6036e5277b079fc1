package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.FeatureVector;

/** What the features fold leaves behind. */
public sealed interface FeatureOutput {

  /** A vector, to be sent. */
  record VectorOut(FeatureVector vector) implements FeatureOutput {
    public VectorOut {
      requireNonNull(vector, "vector is null");
    }
  }

  /**
   * How the readings of one record were judged; comes first of what follows from the record. The
   * fields are the numbers of {@link Judgement} and add up to the record's readings.
   */
  record Judged(
      int used,
      int lateDuplicate,
      int conflict,
      int tooLate,
      int future,
      int correctionWithoutRaw,
      int thinned)
      implements FeatureOutput {

    /** How many readings the record had. */
    public int total() {
      return used + lateDuplicate + conflict + tooLate + future + correctionWithoutRaw + thinned;
    }
  }
}
