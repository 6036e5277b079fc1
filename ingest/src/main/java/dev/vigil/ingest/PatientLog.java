package dev.vigil.ingest;

import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Tick;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The patient log as a gateway writes it. Records of one partition lie in the order in which they
 * were handed over. Nothing here throws on account of the log: futures fail.
 */
public interface PatientLog {
  /** Appends a record at its patient's place; done when it is durable. */
  CompletableFuture<Position> append(PatientRecord record);

  /** Appends a tick to one partition; done when it is durable. */
  CompletableFuture<Position> append(int partition, Tick tick);

  /** How many partitions the log has, numbered from 0. */
  int partitions();

  /** The partition of a patient's records. */
  int partitionOf(String patient);

  /**
   * Why no reading can be taken at the moment, or null if it can: {@link Reason#NO_TICK} until
   * every partition has a tick, {@link Reason#LOG_UNAVAILABLE} for a while after an append failed.
   */
  @Nullable Reason notReady();
}
