package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import org.jspecify.annotations.Nullable;

/**
 * How old a vital sign may be to count as known.
 *
 * <p>12 h is the longest interval between observations that the Royal College of Physicians allows
 * (National Early Warning Score 2, 2017, chart 4: "minimum 12-hourly" at an aggregate score of 0).
 * What is older was missed even by the slowest round. That a continuous monitor fell silent is seen
 * much earlier, by the monitoring plan, not here.
 */
public final class Freshness {
  public static final long MAX_AGE_SECONDS = 12 * 3_600L;

  private Freshness() {}

  /** The latest value of a vital sign, in its unit; null if unknown or too old. */
  public static @Nullable Double current(FeatureVector vector, String vital) {
    Double age = vector.values().get(FeatureCatalogue.age(vital));
    return age == null || age > MAX_AGE_SECONDS
        ? null
        : vector.values().get(FeatureCatalogue.last(vital));
  }
}
