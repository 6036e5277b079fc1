package dev.vigil.dashboard.burden;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How often one rule called people in one ward.
 *
 * @param rule id
 * @param calls new alerts, and such that became worse
 * @param high of these with high priority
 * @param answered alerts that a person acknowledged or shelved
 * @param clearedAlone alerts that were over before anybody answered
 * @param opinions what people found of its alerts
 */
public record RuleBurden(
    String rule, long calls, long high, long answered, long clearedAlone, Opinions opinions) {
  public RuleBurden {
    requireNonNull(rule, "rule is null");
    requireNonNull(opinions, "opinions is null");
  }

  /** How many of its calls are expected to have asked for nothing: what the ranking goes by. */
  @JsonProperty(value = "noise", access = JsonProperty.Access.READ_ONLY)
  public double noise() {
    return calls * (1 - opinions.expectedActionable());
  }
}
