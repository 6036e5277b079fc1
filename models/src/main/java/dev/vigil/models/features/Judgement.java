package dev.vigil.models.features;

/**
 * What became of one accepted reading in the features. The books balance over these: every reading
 * of a record gets exactly one.
 */
public enum Judgement {
  /** It counts in every window it belongs to, or took back or replaced what did. */
  USED,
  /**
   * The identity was known, with the same value or with a newer version. Where the raw value is no
   * longer kept, any further original of a known identity counts as this.
   */
  LATE_DUPLICATE,
  /** The identity was known with another value, and this is no correction: the first stands. */
  CONFLICT,
  /** Measured over 24 h before its stamp. */
  TOO_LATE,
  /** Measured over 60 s after its stamp. */
  FUTURE,
  /** It corrects or withdraws a reading whose raw value is no longer kept. */
  CORRECTION_WITHOUT_RAW,
  /** Left out because its device is faster than Vigil counts; at 1 Hz and slower never. */
  THINNED;

  /** A device's clock may be this far ahead of the stamp. */
  public static final int CLOCK_TOLERANCE_SECONDS = 60;

  /** A reading may be this late. */
  public static final int LATEST_SECONDS = 86_400;
}
