package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;

/**
 * A clock that stands at the beginning and after every so many recorded hours until somebody lets
 * it go on. One that was killed stands at the next such hour again.
 */
final class Stepped implements Pace {
  private static final long NEVER = Long.MAX_VALUE;

  private final Pace pace;
  private final long start;
  private final long step;
  private final ReplayStop stop;
  private long next;

  /**
   * A clock with stops.
   *
   * @param start of the recording, whole seconds since the epoch
   * @param hours between two stops
   */
  Stepped(Pace pace, long start, int hours, ReplayStop stop) {
    this.pace = requireNonNull(pace, "pace is null");
    this.start = start;
    this.step = TimeUnit.HOURS.toSeconds(hours);
    this.stop = requireNonNull(stop, "stop is null");
    this.next = start - Math.floorDiv(start - pace.now(), step) * step;
  }

  @Override
  public long now() {
    return pace.now();
  }

  @Override
  public void moveTo(long second) {
    while (next <= second) {
      pace.moveTo(next);
      boolean again = stop.await(TimeUnit.SECONDS.toHours(next - start));
      next = again ? next + step : NEVER;
    }
    pace.moveTo(second);
  }

  @Override
  public void settle() {
    pace.settle();
  }
}
