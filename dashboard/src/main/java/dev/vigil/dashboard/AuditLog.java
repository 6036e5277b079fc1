package dev.vigil.dashboard;

import dev.vigil.schemas.AuditEntry;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Who saw and did what. Entries are only ever added. */
public interface AuditLog {
  /** Adds an entry; completes once it is durable. */
  CompletionStage<Void> append(AuditEntry entry);

  /**
   * Entries, the oldest first.
   *
   * @param which of them
   * @param most of the newest of those
   */
  List<AuditEntry> read(Predicate<AuditEntry> which, int most);
}
