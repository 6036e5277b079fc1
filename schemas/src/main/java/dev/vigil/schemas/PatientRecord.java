package dev.vigil.schemas;

/** A record of the patient log that belongs to one patient and is keyed by that patient. */
public sealed interface PatientRecord extends LogRecord
    permits Readings, ContextChange, Command, Score, Resume {
  /** Pseudonymous id of the patient; the record's Kafka key. */
  String patient();
}
