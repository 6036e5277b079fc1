package dev.vigil.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vigil.schemas.Reading;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last readings that went into the log, or are on their way there, each with the future of its
 * append. A copy of one of them is a duplicate as soon as that future is done. What is forgotten
 * here is appended again, and the folds find that it is a duplicate.
 */
final class RecentReadings {
  private static final Duration REMEMBERED_FOR = Duration.ofHours(24);

  /** Identity, value and version; who observed it makes no other reading of it. */
  private record Copy(
      String patient,
      String vital,
      String sensor,
      long measured,
      long value,
      Reading.Status status,
      int version) {
    private Copy(String patient, Reading reading) {
      this(
          patient,
          reading.vital(),
          reading.sensor(),
          reading.measured(),
          reading.value(),
          reading.status(),
          reading.version());
    }
  }

  private final Cache<Copy, CompletableFuture<Position>> appends;

  /**
   * @param clock whole seconds since the epoch
   */
  RecentReadings(int most, LongSupplier clock) {
    appends =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(REMEMBERED_FOR)
            .ticker(() -> TimeUnit.SECONDS.toNanos(clock.getAsLong()))
            .build();
  }

  /**
   * Claims the reading for an append, unless another has it.
   *
   * @return the append that has it already, or null if it is claimed now
   */
  @Nullable CompletableFuture<Position> claim(
      String patient, Reading reading, CompletableFuture<Position> append) {
    return appends.asMap().putIfAbsent(new Copy(patient, reading), append);
  }

  /** Gives up a claim whose append failed, so that the sender's next try is appended. */
  void release(String patient, Reading reading, CompletableFuture<Position> append) {
    appends.asMap().remove(new Copy(patient, reading), append);
  }
}
