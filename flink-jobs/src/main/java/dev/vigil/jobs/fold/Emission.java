package dev.vigil.jobs.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.OutgoingRecord;
import org.jspecify.annotations.Nullable;

/**
 * What an operator leaves behind: something to count, and perhaps something to send.
 *
 * @param count name of the checkpointed count
 * @param by how much it grows
 */
public record Emission(String count, long by, @Nullable OutgoingRecord record) {
  public Emission {
    requireNonNull(count, "count is null");
  }

  /** Only counted. */
  public static Emission counted(String count, long by) {
    return new Emission(count, by, null);
  }

  /** Sent, and counted as one. */
  public static Emission sent(String count, OutgoingRecord record) {
    return new Emission(count, 1, requireNonNull(record, "record is null"));
  }
}
