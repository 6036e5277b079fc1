package dev.vigil.dashboard.ward;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The whole ward at one moment.
 *
 * @param now the log's clock, whole seconds since the epoch; null before the first tick
 * @param ready whether the view has caught up with the log
 * @param live the model versions that are live, {@code model:version}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WardSnapshot(
    @Nullable Long now, boolean ready, List<String> live, List<PatientView> patients) {
  /**
   * What of it somebody sees to whom some wards are closed.
   *
   * @param sees whether a ward is open
   */
  public WardSnapshot seenBy(Predicate<String> sees) {
    List<PatientView> seen =
        patients.stream()
            .filter(patient -> patient.place() != null && sees.test(patient.place().ward()))
            .toList();
    return new WardSnapshot(now, ready, live, seen);
  }
}
