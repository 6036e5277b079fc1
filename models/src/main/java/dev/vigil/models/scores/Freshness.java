package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import org.jspecify.annotations.Nullable;

/**
 * How old an input may be to count as known. That a continuous monitor fell silent is seen much
 * earlier, by the monitoring plan, not here.
 */
public final class Freshness {
  /**
   * Of what is observed at the bedside. 12 h is the longest interval between observations that the
   * Royal College of Physicians allows (National Early Warning Score 2, 2017, chart 4: "minimum
   * 12-hourly" at an aggregate score of 0). What is older was missed even by the slowest round.
   */
  public static final long OBSERVATION_SECONDS = 12 * 3_600L;

  /**
   * Of laboratory values. SOFA is taken over 24 h (Vincent et al. 1996, Intensive Care Med 22:707),
   * and a stable patient's blood is drawn once a day.
   */
  public static final long LABORATORY_SECONDS = 24 * 3_600L;

  private Freshness() {}

  /** The latest observed value of a vital sign, in its unit; null if unknown or too old. */
  public static @Nullable Double current(FeatureVector vector, String vital) {
    return current(vector, vital, OBSERVATION_SECONDS);
  }

  /** The latest value of a vital sign, in its unit; null if unknown or older than that. */
  static @Nullable Double current(FeatureVector vector, String vital, long maxAgeSeconds) {
    Double age = age(vector, vital);
    return age == null || age > maxAgeSeconds
        ? null
        : vector.values().get(FeatureCatalogue.last(vital));
  }

  /** Whether a value is known, but older than that. */
  static boolean isStale(FeatureVector vector, String vital, long maxAgeSeconds) {
    Double age = age(vector, vital);
    return age != null && age > maxAgeSeconds;
  }

  /** Seconds since it was measured, or null if it never was. */
  static @Nullable Double age(FeatureVector vector, String vital) {
    return vector.values().get(FeatureCatalogue.age(vital));
  }
}
