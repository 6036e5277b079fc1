package dev.vigil.models.features;

import org.jspecify.annotations.Nullable;

/**
 * Where the vital signs of one patient live: in memory, or in a job's keyed map state. A reading
 * touches one entry, a vector all of them.
 */
public interface VitalStates {
  /** The state of one vital sign, or null. */
  @Nullable VitalState get(String vital);

  /** Keeps a state that was changed; one that was got and changed has to be put again. */
  void put(String vital, VitalState state);

  /** Ids of the vital signs that have a state, sorted. */
  Iterable<String> names();

  /** Drops all. */
  void clear();
}
