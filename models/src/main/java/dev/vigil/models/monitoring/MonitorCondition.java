package dev.vigil.models.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a monitor judges. */
public enum MonitorCondition {
  /** Inputs are distributed otherwise than in training. */
  @JsonProperty("input-drift")
  INPUT_DRIFT("input-drift"),
  /** Scores are distributed otherwise than in training. */
  @JsonProperty("score-drift")
  SCORE_DRIFT("score-drift"),
  /** Inputs are unknown more often than in training. */
  @JsonProperty("missing-inputs")
  MISSING_INPUTS("missing-inputs"),
  /** Scores failed. */
  @JsonProperty("failed-scores")
  FAILED_SCORES("failed-scores"),
  /** A version that isn't live for a patient would decide otherwise than the one that is. */
  @JsonProperty("disagreement")
  DISAGREEMENT("disagreement"),
  /** What is predicted comes more often, or more seldom, than predicted. */
  @JsonProperty("calibration")
  CALIBRATION("calibration");

  private final String wireName;

  MonitorCondition(String wireName) {
    this.wireName = wireName;
  }

  /** Its name in JSON and commands. */
  public String wireName() {
    return wireName;
  }
}
