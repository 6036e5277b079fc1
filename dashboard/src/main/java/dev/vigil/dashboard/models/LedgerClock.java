package dev.vigil.dashboard.models;

import dev.vigil.schemas.fold.Ticks;
import java.util.function.LongFunction;

/** The world's clock, by which entries of the ledger hold. */
public interface LedgerClock {
  /** Whether it is the wall clock or a recording's. */
  Ticks.World world();

  /**
   * Does something at an instant, whole seconds since the epoch. A recorded clock stands still
   * meanwhile: what is appended has been there before the next tick.
   */
  <T> T standing(LongFunction<T> change);
}
