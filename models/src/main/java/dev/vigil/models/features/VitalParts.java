package dev.vigil.models.features;

import org.jspecify.annotations.Nullable;

/**
 * Where the parts of the vital signs of one patient live: in memory, or in a job's keyed map state.
 */
public interface VitalParts {
  /**
   * The part with this key, or null. Not to be changed, but for {@link RecentReadings}: a copy of
   * it is changed and put.
   */
  @Nullable VitalPart get(String key);

  /** Keeps a part that is new or was changed. */
  void put(String key, VitalPart part);

  /** Drops a part, if it is there. */
  void remove(String key);
}
