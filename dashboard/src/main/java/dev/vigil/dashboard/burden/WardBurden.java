package dev.vigil.dashboard.burden;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often alerts called people in one ward.
 *
 * @param ward id
 * @param patientDays how long patients were there, together
 * @param calls new alerts, and such that became worse
 * @param high of these with high priority
 * @param budget calls per patient-day to which the ward agreed; null for none
 * @param rules the noisiest first
 */
public record WardBurden(
    String ward,
    double patientDays,
    long calls,
    long high,
    @Nullable Double budget,
    List<RuleBurden> rules) {
  /** Below this a figure per patient-day says nothing. */
  public static final double LEAST_DAYS = 0.25;

  public WardBurden {
    requireNonNull(ward, "ward is null");
    rules = List.copyOf(rules);
  }

  /** Calls per patient-day; null while that would say nothing. */
  @JsonProperty(value = "perPatientDay", access = JsonProperty.Access.READ_ONLY)
  public @Nullable Double perPatientDay() {
    return patientDays < LEAST_DAYS ? null : (Double) (calls / patientDays);
  }

  /** Whether the ward is called more often than it agreed to; false where that isn't known. */
  @JsonProperty(value = "overBudget", access = JsonProperty.Access.READ_ONLY)
  public boolean isOverBudget() {
    Double rate = perPatientDay();
    return rate != null && budget != null && rate > budget;
  }
}
