package dev.vigil.alerting;

import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.Patient;

/** A patient whose alerts and deadlines are kept in memory. */
final class MemoryPatient implements Patient<PatientAlerts> {
  PatientAlerts state = PatientAlerts.empty(Bedside.PATIENT);
  Agenda agenda = new Agenda();

  @Override
  public PatientAlerts state() {
    return state;
  }

  @Override
  public Agenda agenda() {
    return agenda;
  }

  @Override
  public void forget() {
    state = PatientAlerts.empty(Bedside.PATIENT);
    agenda = new Agenda();
  }
}
