package dev.vigil.dashboard.registry;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What became of a request to the registry. */
final class Settled {
  private Settled() {}

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static RefusedException refused(CompletionStage<?> stage) {
    CompletionException failure =
        catchThrowableOfType(CompletionException.class, () -> stage.toCompletableFuture().join());
    return (RefusedException) failure.getCause();
  }
}
