package dev.vigil.jobs.history;

import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Which tick the store has passed. Records are stored in the order in which they are taken, so a
 * tick is passed when as many are stored as had been taken before it. Safe for several threads.
 */
final class StoredTicks {
  private final Deque<Due> due = new ArrayDeque<>();
  private long taken;
  private long stored;

  /** A tick, and how many records lie before it. */
  private record Due(long tick, long taken) {}

  /**
   * Nothing stored yet.
   *
   * @param taken how many records a checkpoint found on their way
   */
  StoredTicks(long taken) {
    this.taken = taken;
  }

  /** One more record is to be stored. */
  synchronized void taken() {
    taken++;
  }

  /** All records before the tick have been taken. */
  synchronized void tick(long second) {
    Due last = due.peekLast();
    if (last != null && last.taken() == taken) {
      due.removeLast(); // nothing lies between them: while the store is away no more are kept
    }
    due.add(new Due(second, taken));
  }

  /** The first so many of those on their way are stored. */
  synchronized void stored(int records) {
    stored += records;
  }

  /** The latest tick that has been passed since the last call, or {@link Ticks#NONE}. */
  synchronized long passed() {
    long passed = Ticks.NONE;
    while (!due.isEmpty() && due.element().taken() <= stored) {
      passed = due.remove().tick();
    }
    return passed;
  }
}
