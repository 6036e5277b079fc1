package dev.vigil.jobs.log;

import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.fold.Ticks;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The latest heartbeat of each part of one job. Not for several threads at once. */
public final class JobParts {
  private final Map<Integer, Heartbeat> parts = new HashMap<>();

  /** Takes the next heartbeat of the job. */
  public void add(Heartbeat beat) {
    // After a rescale the parts of the former parallelism say nothing any more.
    parts.values().removeIf(other -> other.parts() != beat.parts());
    parts.put(beat.part(), beat);
  }

  /** The tick that all parts have passed; {@link Ticks#NONE} while one hasn't been heard. */
  public long passed() {
    return parts.isEmpty() || parts.size() != parts.values().iterator().next().parts()
        ? Ticks.NONE
        : parts.values().stream().mapToLong(Heartbeat::tick).min().orElseThrow();
  }

  /** The job's counts, summed over its parts. */
  public SortedMap<String, Long> counts() {
    SortedMap<String, Long> sums = new TreeMap<>();
    parts
        .values()
        .forEach(beat -> beat.counts().forEach((name, by) -> sums.merge(name, by, Long::sum)));
    return sums;
  }
}
