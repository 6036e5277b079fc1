package dev.vigil.simulator.recordings;

import dev.vigil.simulator.OutgoingReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of one patient at one moment.
 *
 * @param offsetSeconds since the patient's first step
 * @param values what was measured, perhaps nothing
 * @param label the recording's own truth for this moment, see {@link Recording#label}; null if it
 *     has none
 */
public record RecordedStep(
    long offsetSeconds, List<RecordedValue> values, @Nullable Boolean label) {
  public RecordedStep {
    values = List.copyOf(values);
    if (offsetSeconds < 0) {
      throw new IllegalArgumentException("offset " + offsetSeconds + " s is before the first step");
    }
  }

  /**
   * The values as one message to a gateway.
   *
   * @param start the second at which the patient's first step is to be, since the epoch
   */
  public List<OutgoingReading> readings(String patient, long start) {
    return values.stream()
        .map(
            value ->
                OutgoingReading.ofPatient(
                    patient,
                    value.vital(),
                    value.value(),
                    value.unit(),
                    start + offsetSeconds,
                    value.sensor()))
        .toList();
  }
}
