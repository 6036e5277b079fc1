package dev.vigil.dashboard.registry;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Wards in which a drill runs: nobody but its own patients may come, and these may not leave for
 * another ward. A drill's patients are of training origin and have ids that begin with the drill's
 * and a dash. Not thread-safe.
 */
final class TrainingWards {
  private final Map<String, String> drillOf = new HashMap<>();

  /**
   * Makes a ward one.
   *
   * @param contexts of everybody who was ever admitted, or is about to be
   * @throws RefusedException if another drill runs there, or somebody lies there
   */
  void begin(String ward, String drill, Collection<PatientContext> contexts) {
    String other = drillOf.get(ward);
    if (other != null) {
      throw RefusedException.conflict(
          other + " runs in ward " + ward + " already",
          "a ward without a drill",
          "Choose another ward, or end it with ./vigil drill stop " + other + ".");
    }
    contexts.stream()
        .filter(each -> each.isAdmitted() && each.ward().equals(ward) && !isOf(drill, each))
        .findFirst()
        .ifPresent(
            there -> {
              throw RefusedException.conflict(
                  "somebody lies in bed " + there.bed() + " of ward " + ward,
                  "a ward without patients: a drill needs one of its own",
                  "Name a ward that nobody lies in.");
            });
    drillOf.put(ward, drill);
  }

  /** It is a ward as any other again. */
  void end(String ward, String drill) {
    drillOf.remove(ward, drill);
  }

  /**
   * Looks at a change of a patient.
   *
   * @param old null if the patient was never admitted
   * @throws RefusedException if it would mix patients and drill
   */
  void check(@Nullable PatientContext old, PatientContext next) {
    if (!next.isAdmitted()) {
      return;
    }
    String drill = drillOf.get(next.ward());
    if (drill != null && !isOf(drill, next)) {
      throw RefusedException.conflict(
          "ward " + next.ward() + " is a training ward while " + drill + " runs",
          "another ward for patient " + next.patient(),
          "Choose another ward, or end the drill with ./vigil drill stop " + drill + ".");
    }
    String left = old == null || !old.isAdmitted() ? null : drillOf.get(old.ward());
    if (left != null && old != null && !old.ward().equals(next.ward())) {
      throw RefusedException.conflict(
          "patient " + next.patient() + " belongs to " + left + " in ward " + old.ward(),
          "a bed of ward " + old.ward(),
          "Nobody of a drill lies beside patients of a ward; choose a bed of its own ward.");
    }
  }

  private static boolean isOf(String drill, PatientContext context) {
    return context.origin() == Origin.TRAINING && context.patient().startsWith(drill + "-");
  }
}
