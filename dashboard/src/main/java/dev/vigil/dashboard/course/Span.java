package dev.vigil.dashboard.course;

import dev.vigil.schemas.EpochSeconds;
import org.jspecify.annotations.Nullable;

/**
 * What of the past is asked for.
 *
 * @param from first measured second, since the epoch
 * @param to last measured second, since the epoch
 * @param points how many stretches a picture can show
 * @param asOf only what Vigil knew then, whole seconds since the epoch; null for what it knows now
 */
public record Span(long from, long to, int points, @Nullable Long asOf) {
  /** The longest, in seconds: 31 days. */
  public static final long LONGEST_SECONDS = 31 * 24 * 3600L;

  /** The most stretches. */
  public static final int MOST_POINTS = 4_000;

  public Span {
    // Beyond these the length itself would overflow, and be taken for a short one.
    if (!EpochSeconds.isValid(from) || !EpochSeconds.isValid(to)) {
      throw new IllegalArgumentException("'from' or 'to' is outside the years 1 to 9999");
    }
    if (to < from || to - from > LONGEST_SECONDS) {
      throw new IllegalArgumentException(
          "the range is empty or too long: expected from not after to, at most 31 days");
    }
    if (points < 1 || points > MOST_POINTS) {
      throw new IllegalArgumentException("'points' is not from 1 to " + MOST_POINTS);
    }
  }

  /** Length of a stretch in seconds, so that the span has at most {@code points} of them. */
  public long stretchSeconds() {
    return (to - from + points) / points;
  }

  /** Up to when something must have been known. */
  long knownBy() {
    return asOf == null ? HistoryReader.ALL : asOf;
  }
}
