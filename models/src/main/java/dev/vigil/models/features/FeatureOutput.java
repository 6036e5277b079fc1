package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.FeatureVector;
import java.util.Map;

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

    /** From the counts that are not 0. */
    static Judged of(Map<Judgement, Integer> counts) {
      return new Judged(
          counts.getOrDefault(Judgement.USED, 0),
          counts.getOrDefault(Judgement.LATE_DUPLICATE, 0),
          counts.getOrDefault(Judgement.CONFLICT, 0),
          counts.getOrDefault(Judgement.TOO_LATE, 0),
          counts.getOrDefault(Judgement.FUTURE, 0),
          counts.getOrDefault(Judgement.CORRECTION_WITHOUT_RAW, 0),
          counts.getOrDefault(Judgement.THINNED, 0));
    }

    /** How many readings the record had. */
    public int total() {
      return used + lateDuplicate + conflict + tooLate + future + correctionWithoutRaw + thinned;
    }
  }
}
