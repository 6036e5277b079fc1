package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The readings of one patient that came in one message. No identity stands in it twice: intake puts
 * a second value of one identity into a record of its own.
 *
 * @param patient pseudonymous id
 * @param received at the gateway, whole seconds since the epoch; the time from which Vigil knew
 * @param source the way in, such as {@code http} or {@code inbox}
 * @param readings at least one
 */
public record Readings(String patient, long received, String source, List<Reading> readings)
    implements PatientRecord {
  /** The way in of observations that people enter on a page. */
  public static final String BOARD = "board";

  public Readings {
    requireNonNull(patient, "patient is null");
    EpochSeconds.require(received, "received");
    requireNonNull(source, "source is null");
    readings = List.copyOf(readings);
    if (readings.isEmpty()) {
      throw new IllegalArgumentException("readings is empty, expected at least one");
    }
  }

  @Override
  public RecordType type() {
    return RecordType.READINGS;
  }
}
