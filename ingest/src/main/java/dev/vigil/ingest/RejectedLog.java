package dev.vigil.ingest;

import dev.vigil.schemas.Rejected;
import java.util.concurrent.CompletableFuture;

/** Where rejected readings are kept with their reason. */
public interface RejectedLog {
  /** Keeps it; done when it is durable. */
  CompletableFuture<Position> append(Rejected rejected);
}
