package dev.vigil.schemas.ledger;

import dev.vigil.schemas.fold.Ticks.World;

/** How long before it holds an entry of ledger or policy has to be appended. */
public final class Lead {
  /**
   * In real time an entry has to hold from at least this long after it was appended, so that every
   * reader has it before the first record that it decides on.
   */
  public static final long SHORTEST_SECONDS = 10;

  private Lead() {}

  /**
   * Whether an entry comes too late to hold.
   *
   * @param holdsFrom whole seconds since the epoch; {@link Long#MIN_VALUE} for "always"
   * @param appended the broker's time of the record, whole seconds since the epoch
   * @param first whether no entry with an instant has come before it
   */
  public static boolean isTooLate(World world, long holdsFrom, long appended, boolean first) {
    if (world == World.RECORDED || (first && holdsFrom == Long.MIN_VALUE)) {
      return false;
    }
    return holdsFrom < appended + SHORTEST_SECONDS;
  }

  /** Why such an entry is void, and what to do. */
  public static String tooLate(String what) {
    return what
        + " is void: it was appended less than "
        + SHORTEST_SECONDS
        + " s before it was to hold; append it again with a later time";
  }
}
