package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an alert stands on.
 *
 * @param readings the readings that decided, latest last
 * @param limit the limit or threshold that was passed, in the unit of {@code readings} or of the
 *     score
 * @param score the score that decided, with its contributions
 * @param lastSeen last second at which a missing vital sign was measured; null if never
 * @param clears what would clear the alert, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Sample> readings,
    @Nullable BigDecimal limit,
    @Nullable Score score,
    @Nullable Long lastSeen,
    String clears) {

  /**
   * One reading for people.
   *
   * @param vital vital sign id
   * @param value in {@code unit}
   * @param unit canonical, UCUM
   * @param sensor id of the sensor
   * @param measured whole seconds since the epoch
   */
  public record Sample(String vital, BigDecimal value, String unit, String sensor, long measured) {
    public Sample {
      requireNonNull(vital, "vital is null");
      requireNonNull(value, "value is null");
      requireNonNull(unit, "unit is null");
      requireNonNull(sensor, "sensor is null");
    }
  }

  public Evidence {
    readings = readings == null ? List.of() : List.copyOf(readings);
    requireNonNull(clears, "clears is null");
  }
}
