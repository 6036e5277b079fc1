package dev.vigil.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Alarm priority, IEC 60601-1-8 clause 6.1.2; rising. */
public enum Priority {
  @JsonProperty("low")
  LOW,
  @JsonProperty("medium")
  MEDIUM,
  @JsonProperty("high")
  HIGH
}
