package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A number's distribution now beside the one of training.
 *
 * @param name of the input; {@code score} for what the model says
 * @param now in the window
 * @param expected in training; null if nobody knows
 * @param psi population stability index of the known values, see {@link Stability}; null if nothing
 *     can be said
 * @param byChance what the index gets to without any change, with so few patients; null with it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Compared(
    String name,
    Distribution now,
    @Nullable Distribution expected,
    @Nullable Double psi,
    @JsonProperty("psi_by_chance") @Nullable Double byChance) {
  /** The name of what a model says. */
  public static final String SCORE = "score";

  public Compared {
    requireNonNull(name, "name is null");
    requireNonNull(now, "now is null");
  }

  /**
   * Compares.
   *
   * @param isEnough whether there are enough patients for it
   * @param patients of whom it is known now: those of whom it isn't don't make it any surer
   * @param patientsOfTraining of whom it was known then, at most
   */
  static Compared of(
      String name,
      Distribution now,
      @Nullable Distribution expected,
      boolean isEnough,
      long patients,
      long patientsOfTraining) {
    if (!isEnough
        || expected == null
        || expected.known() == 0
        || now.known() < MonitorLimits.LEAST_ROWS) {
      return new Compared(name, now, expected, null, null);
    }
    return new Compared(
        name,
        now,
        expected,
        Stability.index(now.counts(), expected.counts()),
        Stability.byChance(
            now.counts().size(), patients, Math.min(patientsOfTraining, expected.known())));
  }

  /** The index; 0 where chance alone could make it. */
  double shift() {
    return psi == null || byChance == null || psi <= byChance ? 0 : psi;
  }
}
