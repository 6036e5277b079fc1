package dev.vigil.jobs.log;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How far the job is whose outputs are read. */
interface Milestones extends AutoCloseable {
  /** The newest one that hasn't been taken, or null. */
  @Nullable Milestone take();

  /** Completes when there is one to take. */
  CompletableFuture<Void> news();

  @Override
  void close();
}
