package dev.vigil.dashboard;

import dev.vigil.schemas.AuditEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** An audit in memory. */
public final class InMemoryAuditLog implements AuditLog {
  public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

  @Override
  public CompletionStage<Void> append(AuditEntry entry) {
    entries.add(entry);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public List<AuditEntry> read(Predicate<AuditEntry> which, int most) {
    List<AuditEntry> found = entries.stream().filter(which).toList();
    return found.subList(Math.max(0, found.size() - most), found.size());
  }
}
