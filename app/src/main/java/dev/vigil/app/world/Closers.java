package dev.vigil.app.world;

import dev.vigil.app.failure.VigilException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, to be closed in the opposite order; one that fails holds up no other. */
final class Closers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closers.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Opens something of several parts; if it can't be, those that are open already are closed. */
  static <T> T whole(Function<Closers, T> opener) {
    Closers parts = new Closers();
    try {
      return opener.apply(parts);
    } catch (Throwable e) { // also an Error: whoever catches it would go on beside what is open
      parts.close();
      throw e;
    }
  }

  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Opens in another thread; whatever becomes of it, {@link #close} leaves nothing open. */
  <T extends AutoCloseable> CompletableFuture<T> opening(Supplier<T> opener) {
    CompletableFuture<T> resource = CompletableFuture.supplyAsync(opener);
    add(
        () -> {
          T opened = resource.handle((done, failure) -> done).join();
          if (opened != null) {
            opened.close();
          }
        });
    return resource;
  }

  /**
   * Waits for something to be open.
   *
   * @throws VigilException what the opener threw
   */
  static <T> T opened(CompletableFuture<T> resource) {
    try {
      return resource.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof VigilException known) {
        throw known;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable resource = opened.pop();
      try {
        resource.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Throwable e) { // also an Error: the others would stay open
        LOG.warn("{} did not close: {}", resource.getClass().getSimpleName(), e.getMessage());
        LOG.debug("close failed", e);
      }
    }
  }
}
