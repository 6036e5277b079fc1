package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

/**
 * The clock of one partition of the patient log. Any gateway may write it without election: a tick
 * that is not later than the last one of its partition is ignored.
 *
 * @param second whole seconds since 1970-01-01T00:00:00Z
 * @param writer who wrote it, for fault finding only
 */
public record Tick(long second, String writer) implements LogRecord {
  public Tick {
    EpochSeconds.require(second, "tick");
    requireNonNull(writer, "writer is null");
  }

  @Override
  public RecordType type() {
    return RecordType.TICK;
  }
}
