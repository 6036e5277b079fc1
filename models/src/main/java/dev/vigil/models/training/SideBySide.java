package dev.vigil.models.training;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Does work side by side that doesn't need each other's results, in the order in which it was
 * begun. Models are grown so because a library's threads share only part of the work at one tree;
 * more of them at once would each need their own copy of the rows.
 */
public final class SideBySide implements AutoCloseable {
  /** How much is done at once. */
  public static final int AT_ONCE = 2;

  private final ExecutorService lanes;
  private final Runnable done;

  /** Nothing is done yet. */
  public SideBySide() {
    this(Executors.newFixedThreadPool(AT_ONCE, SideBySide::lane), () -> {});
  }

  private SideBySide(ExecutorService lanes, Runnable done) {
    this.lanes = lanes;
    this.done = done;
  }

  private static Thread lane(Runnable work) {
    Thread lane = new Thread(work, "training");
    lane.setDaemon(true);
    return lane;
  }

  /** The same lanes; of each piece of work that is begun here and done, something else hears. */
  SideBySide telling(Runnable whoHears) {
    return new SideBySide(lanes, whoHears);
  }

  /** Begins a piece of work; who asks for its result waits for it, and gets what it has thrown. */
  <T> Supplier<T> begin(Supplier<T> work) {
    CompletableFuture<T> begun =
        CompletableFuture.supplyAsync(
            () -> {
              T result = work.get();
              done.run();
              return result;
            },
            lanes);
    return () -> result(begun);
  }

  private static <T> T result(CompletableFuture<T> begun) {
    try {
      return begun.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      if (e.getCause() instanceof Error why) {
        throw why;
      }
      throw e;
    }
  }

  /** What hasn't begun never will. */
  @Override
  public void close() {
    lanes.shutdownNow();
  }
}
