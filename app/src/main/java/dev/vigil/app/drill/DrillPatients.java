package dev.vigil.app.drill;

import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.Drills;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.simulator.ward.DrillWard;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the patients of a drill into its ward, and out of it again. */
final class DrillPatients {
  private static final Logger LOG = LoggerFactory.getLogger(DrillPatients.class);

  private final PatientRegistry registry;

  DrillPatients(PatientRegistry registry) {
    this.registry = registry;
  }

  /** From now on nobody else comes into the ward. */
  void beginWard(String ward, String drill) {
    registry.beginTraining(ward, drill);
  }

  void endWard(String ward, String drill) {
    registry.endTraining(ward, drill);
  }

  /** The same for a drill that an earlier process left behind, if its patients are there. */
  void keepWard(Drill drill) {
    if (there(drill).isEmpty()) {
      return;
    }
    try {
      registry.beginTraining(drill.plan().ward(), drill.id());
    } catch (RefusedException e) {
      LOG.warn("the ward of {} is no training ward: {}", drill.id(), e.getMessage());
    }
  }

  /**
   * Admits them all.
   *
   * @throws RefusedException if one is refused
   */
  void admit(Drill drill, DrillWard ward) {
    List<Admission> admissions =
        ward.contexts().stream().map(each -> Admission.of(each, drill.id())).toList();
    for (PatientRegistry.Outcome outcome :
        registry.admitAll(admissions, Drills.BY).toCompletableFuture().join()) {
      if (outcome.refusal() != null) {
        throw outcome.refusal();
      }
    }
  }

  /** Discharges those who are still there; false if one couldn't be. */
  boolean discharge(Drill drill) {
    CompletableFuture<?>[] leaving =
        there(drill).stream()
            .map(
                patient ->
                    registry.discharge(
                        patient.patient(),
                        new Discharge(patient.version(), drill.id() + " is over"),
                        Drills.BY))
            .map(stage -> stage.toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(leaving).join();
      return true;
    } catch (CompletionException e) {
      LOG.warn("patients of {} are still there: {}", drill.id(), e.getMessage());
      return false;
    }
  }

  private List<PatientContext> there(Drill drill) {
    return registry.admitted().stream()
        .filter(each -> each.origin() == Origin.TRAINING && drill.owns(each.patient()))
        .toList();
  }
}
