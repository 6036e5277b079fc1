package dev.vigil.bench.features;

import dev.vigil.bench.paired.Comparison;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.FeatureVector;

/**
 * {@code features}: one patient, 8 vital signs at 1 Hz, a vector every 10 s. One operation is 10
 * seconds: 80 readings and the vector of them, after a full day of readings before.
 */
public final class FeaturesBench {
  static final int INTERVAL_SECONDS = 10;
  static final FeatureSettings SETTINGS = new FeatureSettings(INTERVAL_SECONDS, false);

  /** The longest window, and its oldest cell which is never cut. */
  private static final int INTERVALS_BEFORE = (86_400 + 900) / INTERVAL_SECONDS;

  private static final int CHECKS = 200;
  private static final double TARGET = 5.0;

  private FeaturesBench() {}

  /** The feature engine against recomputation from all raw readings. */
  public static Comparison<FeatureVector> comparison() {
    return new Comparison<>(
        "features",
        "8 vital signs at 1 Hz and a vector each 10 s by the feature engine against recomputation"
            + " from a day of raw readings.",
        () -> new EngineWork(INTERVALS_BEFORE),
        () -> new RecomputedWork(INTERVALS_BEFORE),
        CHECKS,
        TARGET);
  }
}
