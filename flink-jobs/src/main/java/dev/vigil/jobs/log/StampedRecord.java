package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

/**
 * A record of the patient log with its time.
 *
 * @param stamp the highest valid tick before it in its partition, whole seconds since the epoch
 */
public record StampedRecord(RawRecord raw, long stamp) {
  public StampedRecord {
    requireNonNull(raw, "raw is null");
  }

  /** The patient it belongs to. */
  public String patient() {
    return raw.key();
  }
}
