package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Json;
import org.jspecify.annotations.Nullable;

/**
 * A record of a topic as state keeps it, with its JSON once somebody has asked for that: state is
 * written every few seconds, and most of what is in it has not changed since. Safe for several
 * threads, as a checkpoint is written while the fold goes on with a copy.
 *
 * @param <T> the record, which never changes
 */
final class KeptRecord<T> {
  private final T value;
  private volatile byte @Nullable [] json;

  KeptRecord(T value) {
    this.value = requireNonNull(value, "value is null");
  }

  T value() {
    return value;
  }

  /** Not to be changed. */
  byte[] json() {
    byte[] made = json;
    if (made == null) {
      made = Json.encode(value);
      json = made;
    }
    return made;
  }
}
