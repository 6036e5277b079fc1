package dev.vigil.schemas.fold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How a piece of state is kept. The form carries its version; an unknown one is refused by name.
 *
 * @param <T> the state
 */
public interface BinaryCodec<T> {
  /** Name of the state in refusals, such as {@code features-patient}. */
  String name();

  /** Version that {@link #write} writes, rising from 1. */
  int version();

  /** Writes without the version; the caller keeps it once. */
  void write(T state, DataOutput out) throws IOException;

  /**
   * Reads what some version wrote.
   *
   * @throws IOException if the version is unknown; the message names it and the remedy
   */
  T read(int version, DataInput in) throws IOException;

  /** A deep copy that shares nothing mutable. */
  T copy(T state);

  /** The refusal of an unknown version. */
  default IOException unknownVersion(int found) {
    return new IOException(
        "state '"
            + name()
            + "' has version "
            + found
            + ", this Vigil knows up to "
            + version()
            + ": start the Vigil that wrote it, or rebuild with --rebuild-state");
  }
}
