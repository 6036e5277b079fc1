package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSigns;
import org.jspecify.annotations.Nullable;

/**
 * One accepted reading as it stands in the patient log. Its key is (patient, vital, sensor,
 * measured, offset): a duplicate, a conflict or a correction that reached the log is a row of its
 * own.
 *
 * @param patient pseudonymous id
 * @param vital id of the vital sign in the catalogue
 * @param sensor id of the sensor
 * @param measured by the device's clock, whole seconds since the epoch
 * @param value in the canonical unit, for people and for queries; null where withdrawn
 * @param steps the same, exact, in steps of the vital sign's precision; 0 where withdrawn
 * @param status whether it stands, corrects an earlier one or withdraws it
 * @param version 1 for the original, rising
 * @param received at the gateway, whole seconds since the epoch
 * @param partition of the patient log
 * @param offset of the record in the partition; no identity stands twice in one record
 * @param by who observed it, for an observation by a person
 */
public record ReadingRow(
    String patient,
    String vital,
    String sensor,
    long measured,
    @Nullable Double value,
    long steps,
    Reading.Status status,
    int version,
    long received,
    int partition,
    long offset,
    @Nullable String by)
    implements HistoryRow {
  public ReadingRow {
    requireNonNull(patient, "patient is null");
    requireNonNull(vital, "vital is null");
    requireNonNull(sensor, "sensor is null");
    requireNonNull(status, "status is null");
    if (status == Reading.Status.WITHDRAWN) {
      value = null;
      steps = 0;
    } else {
      requireNonNull(value, "value of a reading that is not withdrawn is null");
    }
  }

  /**
   * The row of a reading in the patient log.
   *
   * @throws IllegalArgumentException if its vital sign is not in the catalogue
   */
  public static ReadingRow of(Readings record, Reading reading, int partition, long offset) {
    double value =
        VitalSigns.catalogue().get(reading.vital()).toDecimal(reading.value()).doubleValue();
    return new ReadingRow(
        record.patient(),
        reading.vital(),
        reading.sensor(),
        reading.measured(),
        value,
        reading.value(),
        reading.status(),
        reading.version(),
        record.received(),
        partition,
        offset,
        reading.by());
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.reading(this);
  }
}
