package dev.vigil.app.notify;

/**
 * Messages of a channel that were not delivered, and for which there was no room any more.
 *
 * @param messages how many
 * @param high how many of them were of high priority
 * @param since the second of the first, since the epoch
 * @param last the second of the last; one more than {@value #A_DAY} s later begins a new count
 */
public record Dropped(int messages, int high, long since, long last) {
  /** For so long it is told of. */
  static final long A_DAY = 24 * 3600;

  /** Nothing yet. */
  static Dropped none(long now) {
    return new Dropped(0, 0, now, now);
  }

  /** Whether the last of them is no longer ago than that. */
  public boolean isRecent(long now) {
    return now - last <= A_DAY;
  }

  /** One more. */
  Dropped andOne(boolean isHigh, long now) {
    Dropped before = isRecent(now) ? this : none(now);
    return new Dropped(
        before.messages + 1, before.high + (isHigh ? 1 : 0), before.since, Math.max(last, now));
  }
}
