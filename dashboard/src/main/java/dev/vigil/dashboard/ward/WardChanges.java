package dev.vigil.dashboard.ward;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
  /**
   * What of it somebody sees to whom some wards are closed. A patient who has moved out of sight is
   * gone.
   *
   * @param sees whether a ward is open
   * @param wardOf where a patient is or was last; null for one who is not known
   */
  public WardChanges seenBy(Predicate<String> sees, Function<String, @Nullable String> wardOf) {
    Predicate<String> isSeen =
        patient -> {
          String ward = wardOf.apply(patient);
          return ward != null && sees.test(ward);
        };
    List<PatientView> seen = new ArrayList<>();
    List<String> out = new ArrayList<>(gone.stream().filter(isSeen).toList());
    for (PatientView part : patients) {
      if (isSeen.test(part.patient())) {
        seen.add(part);
      } else if (part.place() != null) {
        out.add(part.patient());
      }
    }
    return new WardChanges(
        now,
        seen,
        out,
        events.stream().filter(event -> isSeen.test(event.patient())).toList(),
        renewed);
  }

  /** Whose values, places or scores have changed, or who is gone. */
  public List<String> whose() {
    return Stream.concat(patients.stream().map(PatientView::patient), gone.stream()).toList();
  }

  /** Whether values, places or scores have changed. */
  public boolean hasValues() {
    return !patients.isEmpty() || !gone.isEmpty();
  }
}
