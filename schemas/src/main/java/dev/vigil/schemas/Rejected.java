package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was refused for good, kept for re-drive in {@code vigil.rejected}. Two with the same content
 * are equal.
 *
 * @param source the way in, such as {@code http}, or the job that could not read it
 * @param reason reason code, such as {@code unit-mismatch}; never a value
 * @param received whole seconds since the epoch
 * @param position where it lay: {@code topic-partition@offset}, or null if it never was in Kafka
 * @param raw the bytes as they came; copied on the way in and out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("ArrayRecordComponent") // Copied and compared by content below.
public record Rejected(
    String source, String reason, long received, @Nullable String position, byte[] raw) {
  public Rejected {
    requireNonNull(source, "source is null");
    requireNonNull(reason, "reason is null");
    raw = requireNonNull(raw, "raw is null").clone();
  }

  @Override
  public byte[] raw() {
    return raw.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rejected rejected
        && source.equals(rejected.source)
        && reason.equals(rejected.reason)
        && received == rejected.received
        && Objects.equals(position, rejected.position)
        && Arrays.equals(raw, rejected.raw);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, reason, received, position, Arrays.hashCode(raw));
  }

  /** Without the bytes: they may hold health data. */
  @Override
  public String toString() {
    return "Rejected[" + source + ", " + reason + ", " + position + ", " + raw.length + " bytes]";
  }
}
