package dev.vigil.bench.scoring;

import dev.vigil.schemas.FeatureVector;

/**
 * A bundle of one model, of 100 features and 100 trees of depth 6, and vectors to ask it about: the
 * ones that {@link ScoringBench} measures with, for whoever measures a whole job. Needs XGBoost's
 * native library.
 */
public final class GrownBundle {
  private final DrawnRows rows = new DrawnRows();
  private final byte[] bundle = GrownModel.bundle(rows);

  /** The bundle's file. */
  public byte[] bytes() {
    return bundle.clone();
  }

  /**
   * A vector of all of the model's features, a fifth of them unknown.
   *
   * @param known its instant, whole seconds since the epoch
   * @param number which of the vectors, from 0; they come round again after some
   */
  public FeatureVector vector(String patient, long known, int number) {
    return rows.vector(patient, known, number % DrawnRows.ROWS);
  }
}
