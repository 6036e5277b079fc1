package dev.vigil.dashboard.burden;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How long a patient was in a ward, whole seconds since the epoch.
 *
 * @param from inclusive
 * @param until exclusive; null while the patient is there
 */
public record Stay(String ward, long from, @Nullable Long until) {
  public Stay {
    requireNonNull(ward, "ward is null");
  }

  /** Seconds of it in a stretch. */
  long within(long begin, long end) {
    long last = until == null ? end : Math.min(until, end);
    return Math.max(0, last - Math.max(from, begin));
  }
}
