package dev.vigil.history;

import org.jspecify.annotations.Nullable;

/** One row as a store gives it back. */
interface StoredRow {
  /** The timestamp, nanoseconds since the epoch. */
  long nanos();

  /** Text of a tag or a field, decoded; null where there is none. */
  @Nullable String textOrNull(String column);

  /** A whole number. */
  long whole(String column);

  /** A number; null where there is none. */
  @Nullable Double real(String column);

  /** Text that is always there. */
  default String text(String column) {
    String text = textOrNull(column);
    if (text == null) {
      throw new IllegalStateException(
          "a row in the store has no " + column + ", so it was not written by Vigil");
    }
    return text;
  }

  /** The second that the timestamp stands for. */
  default long second() {
    return RowTime.second(nanos());
  }

  /** A whole number that was written from an int. */
  default int integer(String column) {
    return Math.toIntExact(whole(column));
  }
}
