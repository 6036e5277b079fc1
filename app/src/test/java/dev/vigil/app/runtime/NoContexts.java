package dev.vigil.app.runtime;

import dev.vigil.dashboard.registry.ContextLog;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Contexts of no patient: what is written is taken, and not kept. */
public final class NoContexts implements ContextLog {
  @Override
  public List<PatientContext> readAll() {
    return List.of();
  }

  @Override
  public CompletionStage<Void> store(PatientContext context) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> append(PatientRecord record) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {}
}
