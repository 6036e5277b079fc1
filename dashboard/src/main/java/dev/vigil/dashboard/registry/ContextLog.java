package dev.vigil.dashboard.registry;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientRecord;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What the server writes: contexts, and records of the patient log. A stage that completes says
 * that every in-sync replica has it; one that fails leaves open whether it was written.
 */
public interface ContextLog extends AutoCloseable {
  /** The newest version of every context ever stored, discharged patients' too. */
  List<PatientContext> readAll();

  /** Stores a context in {@code vigil.contexts} under its patient. */
  CompletionStage<Void> store(PatientContext context);

  /** Appends to {@code vigil.patients} under the record's patient. */
  CompletionStage<Void> append(PatientRecord record);

  @Override
  void close();
}
