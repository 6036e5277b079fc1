package dev.vigil.ingest;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Intake} makes of a value, without a gateway around it: the same units, the same
 * plausible ranges, the same rounding. For those who bring recordings to the engine by another way,
 * as training does. Thread-safe.
 */
public final class Normaliser {
  private static final Raw NO_BYTES = Raw.all(new byte[0]);

  private final VitalSigns catalogue = VitalSigns.catalogue();
  private final ReadingValue values = new ReadingValue();

  /**
   * A value as the intake takes it, or why it doesn't.
   *
   * @param steps of the vital sign's precision, in its canonical unit; 0 and without meaning where
   *     the value was rejected
   * @param rejection null where the value was taken
   */
  public record Normalised(long steps, @Nullable Reason rejection) {
    /** Whether the intake would make a reading of it. */
    public boolean isTaken() {
      return rejection == null;
    }
  }

  /**
   * Normalises a value.
   *
   * @param vital id of an entry of the catalogue
   * @param value in {@code unit}; of a coded observation the code's whole number
   * @param unit UCUM, or a common device's spelling
   */
  public Normalised normalise(String vital, BigDecimal value, String unit) {
    requireNonNull(value, "value is null");
    requireNonNull(unit, "unit is null");
    VitalSign found = catalogue.find(vital);
    if (found == null) {
      return new Normalised(0, Reason.UNKNOWN_VITAL);
    }
    try {
      return new Normalised(values.steps(found, draft(vital, value, unit)), null);
    } catch (Rejection e) {
      return new Normalised(0, e.verdict().reason());
    }
  }

  private static Draft draft(String vital, BigDecimal value, String unit) {
    return new Draft(
        null, null, vital, null, value, null, unit, null, null, null, null, null, NO_BYTES);
  }
}
