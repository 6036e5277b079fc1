package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

/**
 * A patient's context as the log carries it: appended on change, at the server's start and twice a
 * day. A fold ignores a version that is not newer than the one it has.
 */
public record ContextChange(PatientContext context) implements PatientRecord {
  public ContextChange {
    requireNonNull(context, "context is null");
  }

  @Override
  public String patient() {
    return context.patient();
  }

  @Override
  public RecordType type() {
    return RecordType.CONTEXT;
  }
}
