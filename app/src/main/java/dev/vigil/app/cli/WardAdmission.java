package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.simulator.ward.SimulatedWard;
import java.util.List;
import java.util.Map;

/** Brings the patients of a simulated ward to the server. */
final class WardAdmission {
  private final ServerPatients patients;

  WardAdmission(ServerClient server) {
    patients = new ServerPatients(server);
  }

  /**
   * Admits those who are not there yet.
   *
   * @return the second from which the ward's schedule runs: the admission of the first patient, so
   *     that a ward goes on where an earlier one ended
   */
  long admit(SimulatedWard ward) {
    Map<String, PatientContext> admitted = patients.admitted();
    List<Admission> missing =
        ward.contexts().stream()
            .filter(context -> !admitted.containsKey(context.patient()))
            // An admission's fields are a context's.
            .map(context -> Json.mapper().convertValue(context, Admission.class))
            .toList();
    patients.admit(missing, "simulated patients");
    PatientContext first = ward.contexts().get(0);
    return admitted.getOrDefault(first.patient(), first).admitted();
  }
}
