package dev.vigil.app.world;

import dev.vigil.schemas.fold.Ticks;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The clock of a world: the wall clock, or one that a replay moves. Whole seconds since 1970. */
public final class WorldClock implements LongSupplier {
  private final Ticks.World world;
  private final LongSupplier seconds;
  private final AtomicLong recorded;

  private WorldClock(Ticks.World world, LongSupplier seconds, AtomicLong recorded) {
    this.world = world;
    this.seconds = seconds;
    this.recorded = recorded;
  }

  /**
   * The clock of a world.
   *
   * @param lastTicks of its log, which a recorded clock goes on from
   * @param start of a recorded clock where there is none
   */
  static WorldClock of(Ticks.World world, Collection<Long> lastTicks, long start) {
    return world == Ticks.World.REAL_TIME
        ? real()
        : recorded(lastTicks.stream().mapToLong(Long::longValue).max().orElse(start));
  }

  /** The wall clock. */
  public static WorldClock real() {
    Clock clock = Clock.systemUTC();
    return new WorldClock(
        Ticks.World.REAL_TIME, () -> clock.instant().getEpochSecond(), new AtomicLong());
  }

  /** A clock that stands until it is moved. */
  public static WorldClock recorded(long start) {
    AtomicLong now = new AtomicLong(start);
    return new WorldClock(Ticks.World.RECORDED, now::get, now);
  }

  /** Whose clock it is. */
  public Ticks.World world() {
    return world;
  }

  @Override
  public long getAsLong() {
    return seconds.getAsLong();
  }

  /** Moves a recorded clock. */
  public void moveTo(long second) {
    if (world != Ticks.World.RECORDED) {
      throw new IllegalStateException("the wall clock can't be moved");
    }
    recorded.set(second);
  }
}
