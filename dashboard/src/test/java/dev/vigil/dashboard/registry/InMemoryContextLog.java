package dev.vigil.dashboard.registry;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A log in memory; can be away on request. The browser tests use it too. */
public final class InMemoryContextLog implements ContextLog {
  private final Map<String, PatientContext> stored = new TreeMap<>();
  private final List<PatientRecord> appended = new ArrayList<>();
  private final Consumer<PatientRecord> listener;
  private boolean storeAway;
  private boolean logAway;

  public InMemoryContextLog() {
    this(record -> {});
  }

  /** Each appended record goes to {@code listener} too, as a follower of the log would see it. */
  public InMemoryContextLog(Consumer<PatientRecord> listener) {
    this.listener = listener;
  }

  /** From now on, storing contexts fails or works again. */
  public synchronized void setStoreAway(boolean away) {
    storeAway = away;
  }

  /** From now on, appending to the patient log fails or works again. */
  public synchronized void setLogAway(boolean away) {
    logAway = away;
  }

  /** What was appended, oldest first. */
  public synchronized List<PatientRecord> appended() {
    return List.copyOf(appended);
  }

  @Override
  public synchronized List<PatientContext> readAll() {
    return List.copyOf(stored.values());
  }

  @Override
  public synchronized CompletionStage<Void> store(PatientContext context) {
    if (storeAway) {
      return CompletableFuture.failedFuture(new IllegalStateException("the store is away"));
    }
    stored.put(context.patient(), context);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> append(PatientRecord record) {
    synchronized (this) {
      if (logAway) {
        return CompletableFuture.failedFuture(new IllegalStateException("the log is away"));
      }
      appended.add(record);
    }
    listener.accept(record);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
