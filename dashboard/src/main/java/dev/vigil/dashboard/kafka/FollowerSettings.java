package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.Map;

/**
 * How the board reads the log.
 *
 * @param kafka the client settings that every client here has: {@code bootstrap.servers}, security
 * @param world decides which ticks and ledger entries hold
 * @param lookBack how far back the patient log is read at the start, by the broker's time
 * @param mostRecords at most so many records of the patient log are read at the start
 */
public record FollowerSettings(
    Map<String, Object> kafka, Ticks.World world, Duration lookBack, long mostRecords) {
  public FollowerSettings {
    kafka = Map.copyOf(requireNonNull(kafka, "kafka is null"));
    requireNonNull(world, "world is null");
    requireNonNull(lookBack, "lookBack is null");
    if (lookBack.isNegative() || mostRecords < 1) {
      throw new IllegalArgumentException(
          "lookBack " + lookBack + " is negative or mostRecords " + mostRecords + " is below 1");
    }
  }

  /** A day, as nothing older is used anywhere, but no more than some seconds of reading. */
  public static FollowerSettings of(Map<String, Object> kafka, Ticks.World world) {
    return new FollowerSettings(kafka, world, Duration.ofHours(24), 2_000_000);
  }
}
