package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.schemas.Priority;
import java.util.List;

/**
 * What one rule saw of one patient at one moment, and what it made of that, for people.
 *
 * @param rule id
 * @param priority of its alerts
 * @param because why it raised or didn't
 * @param sees what it looked at: readings, scores, premises
 */
public record RuleSight(
    String rule, Priority priority, Standing standing, String because, List<String> sees) {
  /** What the rule made of it. */
  public enum Standing {
    /** What it looks for was the case. */
    @JsonProperty("raises")
    RAISES,
    /** It had begun, but not lasted yet. */
    @JsonProperty("waits")
    WAITS,
    /** It was not the case. */
    @JsonProperty("quiet")
    QUIET,
    /** Nothing was known that would tell. */
    @JsonProperty("cannot-tell")
    CANNOT_TELL
  }

  public RuleSight {
    requireNonNull(rule, "rule is null");
    requireNonNull(priority, "priority is null");
    requireNonNull(standing, "standing is null");
    requireNonNull(because, "because is null");
    sees = List.copyOf(sees);
  }
}
