package dev.vigil.app.world;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.RootCause;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for what Vert.x does, outside its own threads. */
final class Blocking {
  private static final long SECONDS = 20;

  private Blocking() {}

  /** Waits at most {@value #SECONDS} s. */
  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Starting was interrupted.", e);
    } catch (TimeoutException e) {
      throw VigilException.problem("A server did not answer within " + SECONDS + " s.", e);
    } catch (ExecutionException e) {
      throw VigilException.problem(RootCause.sentence(e), e);
    }
  }
}
