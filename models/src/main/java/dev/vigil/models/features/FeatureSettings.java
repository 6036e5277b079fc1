package dev.vigil.models.features;

/**
 * When vectors go out.
 *
 * @param intervalSeconds least distance between two vectors of a patient, unless a band was crossed
 * @param vectorPerRow for evaluation: each record with a used reading has a vector one second later
 */
public record FeatureSettings(int intervalSeconds, boolean vectorPerRow) {
  /** After a band was crossed, the distance may be this short. */
  public static final int BAND_INTERVAL_SECONDS = 5;

  /** What a ward runs with. */
  public static final FeatureSettings DEFAULT = new FeatureSettings(60, false);

  /** For training and evaluation. */
  public static final FeatureSettings PER_ROW = new FeatureSettings(1, true);

  public FeatureSettings {
    if (intervalSeconds < 1) {
      throw new IllegalArgumentException(
          "interval of vectors is " + intervalSeconds + " s, expected at least 1 s");
    }
  }

  /** The least distance to the vector before. */
  int distance(boolean bandCrossed) {
    if (vectorPerRow) {
      return 1;
    }
    return bandCrossed ? Math.min(BAND_INTERVAL_SECONDS, intervalSeconds) : intervalSeconds;
  }
}
