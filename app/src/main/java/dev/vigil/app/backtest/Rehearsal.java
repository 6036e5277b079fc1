package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.verify.Refold;
import dev.vigil.models.features.FeatureFold;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.features.PatientFeatures;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Score;

/**
 * Folds a patient log as the jobs do: features, scores of them, and the alerts of either side. A
 * score is there at the very instant of its vector, as if no job had ever lagged.
 */
public final class Rehearsal {
  private final Refold<PatientFeatures, FeatureOutput> features;
  private final Vectors vectors;
  private final Side[] sides;
  private long next;

  /** Takes the vectors in order, and has them scored. */
  public interface Vectors {
    /**
     * Takes a vector.
     *
     * @param offset of the scores, if any are handed to a side
     */
    void accept(long offset, OutputNumber number, FeatureVector vector);
  }

  /** Of nobody yet, for whoever folds the records itself. */
  public Rehearsal(FeatureSettings settings, Vectors vectors) {
    this(settings, vectors, new Side[0]);
  }

  /**
   * Of nobody yet.
   *
   * @param settings when vectors go out
   * @param sides who take all records that are no scores
   */
  Rehearsal(FeatureSettings settings, Vectors vectors, Side... sides) {
    this.vectors = requireNonNull(vectors, "vectors is null");
    this.sides = sides.clone();
    features = new Refold<>(new FeatureFold(settings), id -> new PatientFeatures(), this::take);
  }

  /**
   * Folds the next record; the stamps of one patient never fall.
   *
   * @return its offset
   */
  public long record(long stamp, PatientRecord record) {
    // Whatever the record is, the vectors before it come first.
    features.advance(record.patient(), stamp);
    long offset = next++;
    features.record(offset, stamp, record);
    if (!(record instanceof Score)) {
      for (Side side : sides) {
        side.record(offset, stamp, record);
      }
    }
    return offset;
  }

  /** Runs all that is due before a second. */
  public void finish(long until) {
    features.finish(until);
    for (Side side : sides) {
      side.finish(until);
    }
  }

  private void take(String patient, OutputNumber number, FeatureOutput output) {
    if (output instanceof FeatureOutput.VectorOut due) {
      vectors.accept(next++, number, due.vector());
    }
  }
}
