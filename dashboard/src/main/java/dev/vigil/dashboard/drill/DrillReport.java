package dev.vigil.dashboard.drill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people did in a drill, and how soon. The first five are about the patient who got worse, and
 * null as long as it has not happened. Whoever started the drill doesn't count among those who
 * noticed, acknowledged or acted.
 *
 * @param alerted the first alert from the onset on
 * @param noticed somebody opened the patient, or else answered an alert or did something
 * @param acknowledged somebody acknowledged an alert
 * @param acted somebody did something for the patient beyond looking and answering
 * @param alerts of all its patients, the oldest first
 * @param deeds of people, the oldest first
 * @param people who did something or, but for whoever started the drill, looked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DrillReport(
    Drill drill,
    @Nullable Moment alerted,
    @Nullable Moment noticed,
    @Nullable Moment acknowledged,
    @Nullable Moment acted,
    List<AlertAnswer> alerts,
    List<Deed> deeds,
    List<String> people) {

  /**
   * When something happened.
   *
   * @param at whole seconds since the epoch
   * @param by who did it; null if no person did
   * @param sinceOnset seconds
   * @param sinceAlert seconds since the first alert, below 0 before it; null if none came
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Moment(long at, @Nullable String by, long sinceOnset, @Nullable Long sinceAlert) {}

  /**
   * What became of one alert.
   *
   * @param alert its id
   * @param priority the highest that it had
   * @param because why it was raised, for people
   * @param raised whole seconds since the epoch
   * @param opened when its patient or itself was first opened from then on, by others than whoever
   *     started the drill; null if never
   * @param openedBy by whom
   * @param answered when it was first acknowledged or shelved; null if never
   * @param answeredBy by whom
   * @param escalations how often the next one was asked because nobody had answered
   * @param state where it stood in the end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AlertAnswer(
      String alert,
      String patient,
      String bed,
      String rule,
      Priority priority,
      String because,
      long raised,
      @Nullable Long opened,
      @Nullable String openedBy,
      @Nullable Long answered,
      @Nullable String answeredBy,
      int escalations,
      AlertTransition.State state) {}

  /** What somebody can do for a patient. */
  public enum Kind {
    /** For the first time by this person. */
    @JsonProperty("opened")
    OPENED,
    @JsonProperty("acknowledged")
    ACKNOWLEDGED,
    @JsonProperty("shelved")
    SHELVED,
    @JsonProperty("unshelved")
    UNSHELVED,
    /** Entered observations. */
    @JsonProperty("observed")
    OBSERVED,
    @JsonProperty("limits")
    LIMITS,
    @JsonProperty("plan")
    PLAN,
    @JsonProperty("pause")
    PAUSE,
    /** Anything else that is known or agreed about the patient. */
    @JsonProperty("changed")
    CHANGED,
    @JsonProperty("discharged")
    DISCHARGED;

    /** Whether it does more than to look and to answer. */
    boolean isAct() {
      return ordinal() >= OBSERVED.ordinal();
    }
  }

  /**
   * What somebody did.
   *
   * @param at whole seconds since the epoch
   * @param about vital signs or alert rules; empty for none
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Deed(long at, String by, String patient, Kind kind, List<String> about) {
    public Deed {
      requireNonNull(by, "by is null");
      requireNonNull(patient, "patient is null");
      requireNonNull(kind, "kind is null");
      about = about == null ? List.of() : List.copyOf(about);
    }
  }

  public DrillReport {
    requireNonNull(drill, "drill is null");
    alerts = List.copyOf(alerts);
    deeds = List.copyOf(deeds);
    people = List.copyOf(people);
  }
}
