package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A step of a drill, in which people practise on simulated patients. In {@code vigil.drills}, keyed
 * by the drill; only ever added.
 *
 * @param drill id of the drill; its patients' ids begin with it and a dash
 * @param step what happened to the drill
 * @param at when, whole seconds since the epoch
 * @param by who
 * @param because why
 * @param plan what is practised, where it started; else null
 * @param report what it showed, where it was reported; else null. Its form is the server's affair
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DrillEntry(
    String drill,
    Step step,
    long at,
    String by,
    String because,
    @Nullable Plan plan,
    @Nullable JsonNode report) {

  /** What happened to a drill. */
  public enum Step {
    @JsonProperty("started")
    STARTED,
    @JsonProperty("ended")
    ENDED,
    /** All that people did in it is in the log: the report is kept beyond the log's retention. */
    @JsonProperty("reported")
    REPORTED
  }

  /**
   * What is practised.
   *
   * @param ward is a training ward as long as the drill lasts
   * @param scenario what one of the patients has, such as {@code sepsis}
   * @param patients how many there are
   * @param pace how many times faster than usual the one gets worse
   * @param seed who the patients are, and which of them gets worse
   * @param worsens pseudonymous id of that one
   * @param onset when it begins, whole seconds since the epoch
   */
  public record Plan(
      String ward, String scenario, int patients, int pace, long seed, String worsens, long onset) {
    public Plan {
      requireNonNull(ward, "ward is null");
      requireNonNull(scenario, "scenario is null");
      requireNonNull(worsens, "worsens is null");
      EpochSeconds.require(onset, "onset");
      if (patients < 1 || pace < 1) {
        throw new IllegalArgumentException(
            "a drill has " + patients + " patients and pace " + pace + ", both are at least 1");
      }
    }
  }

  public DrillEntry {
    requireNonNull(drill, "drill is null");
    requireNonNull(step, "step is null");
    requireNonNull(by, "by is null");
    requireNonNull(because, "because is null");
    EpochSeconds.require(at, "at");
    if ((plan == null) == (step == Step.STARTED)) {
      throw new IllegalArgumentException("a drill has its plan where it starts, and only there");
    }
    if ((report == null) == (step == Step.REPORTED)) {
      throw new IllegalArgumentException(
          "a drill has its report where it is reported, and only there");
    }
    if (report != null && !report.isObject()) {
      throw new IllegalArgumentException("the report of a drill is no object");
    }
    report = report == null ? null : report.deepCopy();
  }

  /** It begins. */
  public static DrillEntry started(String drill, long at, String by, String because, Plan plan) {
    return new DrillEntry(drill, Step.STARTED, at, by, because, plan, null);
  }

  /** It is over. */
  public static DrillEntry ended(String drill, long at, String by, String because) {
    return new DrillEntry(drill, Step.ENDED, at, by, because, null, null);
  }

  /** What it showed. */
  public static DrillEntry reported(String drill, long at, String by, JsonNode report) {
    return new DrillEntry(drill, Step.REPORTED, at, by, "all of it is in the log", null, report);
  }
}
