package dev.vigil.jobs.log;

import java.util.concurrent.CompletableFuture;

/** A way into Kafka for a sink whose main end is something else. Safe for several threads. */
public interface Outlet extends AutoCloseable {
  /**
   * Sends a record.
   *
   * @return completes when Kafka has it, or can't take it within 30 s
   */
  CompletableFuture<Void> send(OutgoingRecord record);

  /** What is still on its way is not waited for. */
  @Override
  void close();
}
