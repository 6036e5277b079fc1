package dev.vigil.schemas;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a record of the patient log is: the value of its Kafka header {@link #HEADER}. */
public enum RecordType {
  /** Readings of one patient from one message. */
  READINGS,
  /** A newer version of a patient's context. */
  CONTEXT,
  /** Something a person asked for: acknowledge, shelve and so on. */
  COMMAND,
  /** What a model said of one feature vector. */
  SCORE,
  /** The clock of a partition; belongs to no patient. */
  TICK,
  /** Vigil itself was blind until a stated instant. */
  RESUME;

  /** Name of the Kafka header that carries the type. */
  public static final String HEADER = "type";

  private static final List<RecordType> ALL = List.of(values());

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that stands in the header. */
  public String wireName() {
    return wireName;
  }

  /** The type with this wire name, or null if there is none. */
  public static @Nullable RecordType ofWireName(String wireName) {
    for (RecordType type : ALL) {
      if (type.wireName.equals(wireName)) {
        return type;
      }
    }
    return null;
  }
}
