package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The number of an output of a fold, rising for one patient and job and never starting anew. A
 * consumer that keeps the last number per job and patient, and ignores what is not later, sees each
 * output once, however often it was delivered.
 *
 * @param offset log offset of the patient's last record that the fold had read
 * @param instant whole seconds since the epoch at which the output was decided
 * @param index of the outputs with the same offset and instant, from 0
 */
public record OutputNumber(long offset, long instant, int index)
    implements Comparable<OutputNumber> {
  /** Name of the Kafka header that carries the number, on tombstones too. */
  public static final String HEADER = "number";

  private static final Comparator<OutputNumber> ORDER =
      Comparator.comparingLong(OutputNumber::offset)
          .thenComparingLong(OutputNumber::instant)
          .thenComparingInt(OutputNumber::index);

  @Override
  public int compareTo(OutputNumber other) {
    return ORDER.compare(this, other);
  }

  /** Whether this comes after {@code other}. */
  public boolean isAfter(OutputNumber other) {
    return compareTo(other) > 0;
  }

  /** The form in headers and JSON: {@code offset:instant:index}. */
  @Override
  @JsonValue
  public String toString() {
    return offset + ":" + instant + ":" + index;
  }

  /** Reads what {@link #toString} wrote. */
  @JsonCreator
  public static OutputNumber parse(String text) {
    String[] parts = requireNonNull(text, "text is null").split(":", -1);
    if (parts.length == 3) {
      try {
        return new OutputNumber(
            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
      } catch (NumberFormatException e) {
        throw malformed(text, e);
      }
    }
    throw malformed(text, null);
  }

  /**
   * Reads what stands in a record's header, which anybody may have written.
   *
   * @param text of the header; empty where there is none
   * @throws MalformedRecordException with reason {@code missing-number} if it is no number
   */
  public static OutputNumber ofHeader(String text) throws MalformedRecordException {
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException("missing-number", "no output number in its header", null);
    }
  }

  private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "output number '" + text + "' is not of the form offset:instant:index", cause);
  }
}
