package dev.vigil.schemas;

/**
 * One record of the patient log {@code vigil.patients}. Its meaning depends on nothing but its
 * value and its place in its partition.
 */
public sealed interface LogRecord permits PatientRecord, Tick {
  /** What stands in the record's {@code type} header. */
  RecordType type();
}
