package dev.vigil.app.world;

import dev.vigil.dashboard.models.LedgerClock;
import dev.vigil.schemas.fold.Ticks;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** The clock of a world: the wall clock, or one that a replay moves. Whole seconds since 1970. */
public final class WorldClock implements LongSupplier, LedgerClock {
  private final Ticks.World world;
  private final LongSupplier seconds;
  private final AtomicLong recorded;
  private final Lock moving = new ReentrantLock(true);

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

  @Override
  public Ticks.World world() {
    return world;
  }

  @Override
  public long getAsLong() {
    return seconds.getAsLong();
  }

  @Override
  public <T> T standing(LongFunction<T> change) {
    moving.lock();
    try {
      return change.apply(getAsLong());
    } finally {
      moving.unlock();
    }
  }

  /**
   * Moves a recorded clock, in one piece with what tells the log so.
   *
   * @param write writes the tick into every partition
   */
  public void move(long second, Runnable write) {
    if (world != Ticks.World.RECORDED) {
      throw new IllegalStateException("the wall clock can't be moved");
    }
    standing(
        now -> {
          write.run();
          recorded.set(second);
          return second;
        });
  }
}
