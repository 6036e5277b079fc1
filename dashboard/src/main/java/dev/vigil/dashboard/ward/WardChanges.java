package dev.vigil.dashboard.ward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened since the last look: values conflated to the newest, events one by one.
 *
 * @param now the log's clock, whole seconds since the epoch; null before the first tick
 * @param patients changed parts only
 * @param gone patients who are watched no more
 * @param renewed whether so much is different that a reader needs a new snapshot
 */
public record WardChanges(
    @Nullable Long now,
    List<PatientView> patients,
    List<String> gone,
    List<WardEvent> events,
    boolean renewed) {
  /** Whether values, places or scores have changed. */
  public boolean hasValues() {
    return !patients.isEmpty() || !gone.isEmpty();
  }
}
