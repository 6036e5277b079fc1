package dev.vigil.jobs.log;

import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.fold.Ticks;
import java.util.HashMap;
import java.util.Map;

/** The latest heartbeat of each part of one job. */
final class JobParts {
  private final Map<Integer, Heartbeat> parts = new HashMap<>();

  /** Takes the next heartbeat of the job. */
  void add(Heartbeat beat) {
    // After a rescale the parts of the former parallelism say nothing any more.
    parts.values().removeIf(other -> other.parts() != beat.parts());
    parts.put(beat.part(), beat);
  }

  /** The tick that all parts have passed; {@link Ticks#NONE} while one hasn't been heard. */
  long passed() {
    return parts.isEmpty() || parts.size() != parts.values().iterator().next().parts()
        ? Ticks.NONE
        : parts.values().stream().mapToLong(Heartbeat::tick).min().orElseThrow();
  }
}
