package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.world.WorldClock;
import dev.vigil.ingest.ticks.TickWriter;

/**
 * A clock that waits for nobody, to measure what the pipeline can take. Vectors are those of
 * lockstep, for they depend on the log alone; scores come into the log later than they would in
 * real time, and alerts on scores with them.
 */
final class FreeRun implements Pace {
  private final TickWriter ticks;
  private final WorldClock clock;
  private final Lockstep lockstep;

  /**
   * A clock that runs freely.
   *
   * @param lockstep waits at the begin and at the end
   */
  FreeRun(TickWriter ticks, WorldClock clock, Lockstep lockstep) {
    this.ticks = requireNonNull(ticks, "ticks is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.lockstep = requireNonNull(lockstep, "lockstep is null");
  }

  @Override
  public long now() {
    return clock.getAsLong();
  }

  @Override
  public void moveTo(long second) {
    while (now() < second) {
      long to = Math.min(second, now() + Lockstep.LONGEST_MOVE_SECONDS);
      clock.move(to, () -> Lockstep.write(ticks, to));
    }
  }

  @Override
  public void settle() {
    lockstep.settle();
  }
}
