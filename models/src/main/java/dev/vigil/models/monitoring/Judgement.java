package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a monitor says of one condition.
 *
 * @param because for people; of patients taken together, never of one
 */
public record Judgement(MonitorCondition condition, Verdict verdict, String because) {

  /** Where a number lies. */
  public enum Verdict {
    /** Nothing is wrong: an alert ends. */
    @JsonProperty("within")
    WITHIN,
    /** Neither reason enough to alert nor to end an alert. */
    @JsonProperty("between")
    BETWEEN,
    /** Beyond the limit. */
    @JsonProperty("beyond")
    BEYOND,
    /** Too little is known, or there is nothing to compare with. */
    @JsonProperty("unknown")
    UNKNOWN
  }

  public Judgement {
    requireNonNull(condition, "condition is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(because, "because is null");
  }

  static Judgement unknown(MonitorCondition condition, String because) {
    return new Judgement(condition, Verdict.UNKNOWN, because);
  }

  /** By a number that should be low. */
  static Verdict verdict(double value, double clearBelow, double raiseAbove) {
    if (value > raiseAbove) {
      return Verdict.BEYOND;
    }
    return value < clearBelow ? Verdict.WITHIN : Verdict.BETWEEN;
  }
}
