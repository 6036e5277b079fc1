package dev.vigil.jobs.fold;

/** Names of the checkpointed counts in the jobs' heartbeats. */
public final class Counts {
  /** Distinct feature vectors. */
  public static final String VECTORS = "vectors";

  /** Readings that are in features. */
  public static final String USED = "used";

  /** Readings whose identity and value were known already. */
  public static final String LATE_DUPLICATE = "late-duplicate";

  /** Readings that say otherwise than the one that stands, without being a correction. */
  public static final String CONFLICT = "conflict";

  /** Readings over 24 h late. */
  public static final String TOO_LATE = "too-late";

  /** Readings from the future. */
  public static final String FUTURE = "future";

  /** Corrections and withdrawals of what is no longer kept as a raw value. */
  public static final String CORRECTION_WITHOUT_RAW = "correction-without-raw";

  /** Readings of a device faster than one per second. */
  public static final String THINNED = "thinned";

  /** Records that follow no schema. */
  public static final String POISON = "poison";

  /** Distinct scores, one for each vector and model. */
  public static final String SCORES = "scores";

  /** What the names of counts of failed scores begin with; the version and its reason follow. */
  public static final String FAILED_PREFIX = "failed ";

  /** Distinct alert transitions. */
  public static final String TRANSITIONS = "transitions";

  /** Distinct changes of an episode. */
  public static final String EPISODES = "episodes";

  private Counts() {}

  /**
   * Scores of a version that failed for a reason; they are among {@link #SCORES}.
   *
   * @param modelVersion {@code model:version}
   */
  public static String failed(String modelVersion, String reason) {
    return FAILED_PREFIX + modelVersion + " " + reason;
  }
}
