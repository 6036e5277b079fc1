package dev.vigil.alerting;

import dev.vigil.schemas.AlertTransition.Quiet;
import dev.vigil.schemas.Priority;

/**
 * A thing that a person put aside. What is raised of it until the end asks nobody, as long as it is
 * no worse than what the person saw. High priority has none that outlives its alert.
 *
 * @param until instant at which it ends, whole seconds since the epoch
 * @param seen priority that the person saw, below high
 */
record Shelf(long until, Priority seen) {
  /** Whether an alert of this priority may lie on it. */
  boolean holds(Priority priority) {
    return priority.compareTo(seen) <= 0;
  }

  Quiet quiet() {
    return new Quiet(until, null, false);
  }
}
