package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Reading;
import java.util.Set;

/**
 * What was known of vital signs changed: readings were corrected, withdrawn or came late.
 *
 * @param what in words, such as {@code a reading was corrected}
 * @param readings which ones
 * @param stood whether the problem was there at some time by what is known now
 */
record Revision(String what, Set<Identity> readings, boolean stood) {
  /** A reading. */
  record Identity(String vital, String sensor, long measured) {
    static Identity of(Reading reading) {
      return new Identity(reading.vital(), reading.sensor(), reading.measured());
    }
  }

  Revision {
    requireNonNull(what, "what is null");
    readings = Set.copyOf(readings);
  }

  /** Whether an alert stands on one of them. */
  boolean touches(Evidence evidence) {
    return evidence.readings().stream()
        .anyMatch(r -> readings.contains(new Identity(r.vital(), r.sensor(), r.measured())));
  }
}
