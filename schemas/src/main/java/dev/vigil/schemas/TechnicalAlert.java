package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A condition of Vigil itself that asks for a person: a model that drifts, a gateway that is
 * silent, a channel that can't deliver. Never about a patient. The latest of each {@link #key} is
 * in {@code vigil.technical}.
 *
 * @param subject what it is about: {@code model/sepsis:3}, {@code gateway/gateway-1}
 * @param condition code of what is wrong, such as {@code input-drift}
 * @param sequence of its transitions, from 1, rising for ever
 * @param state whether it is so
 * @param priority in the words of IEC 60601-1-8
 * @param since when it was last raised, whole seconds of the world's clock since the epoch
 * @param at when this was decided, of the same clock
 * @param because for people, without health data
 * @param remedy what to do, for people
 */
public record TechnicalAlert(
    String subject,
    String condition,
    int sequence,
    State state,
    Priority priority,
    long since,
    long at,
    String because,
    String remedy) {

  /** Whether it is so. */
  public enum State {
    @JsonProperty("raised")
    RAISED,
    @JsonProperty("cleared")
    CLEARED
  }

  public TechnicalAlert {
    requireNonNull(subject, "subject is null");
    requireNonNull(condition, "condition is null");
    requireNonNull(state, "state is null");
    requireNonNull(priority, "priority is null");
    requireNonNull(because, "because is null");
    requireNonNull(remedy, "remedy is null");
    if (sequence < 1) {
      throw new IllegalArgumentException(
          "sequence of " + subject + "/" + condition + " is " + sequence + ", expected at least 1");
    }
  }

  /**
   * It has become so.
   *
   * @param before what was last said of the same key; null if nothing was
   */
  public static TechnicalAlert raised(
      @Nullable TechnicalAlert before,
      String subject,
      String condition,
      Priority priority,
      long at,
      String because,
      String remedy) {
    int sequence = before == null ? 1 : before.sequence + 1;
    return new TechnicalAlert(
        subject, condition, sequence, State.RAISED, priority, at, at, because, remedy);
  }

  /** It is so no more. */
  public TechnicalAlert cleared(long instant, String reason) {
    return new TechnicalAlert(
        subject, condition, sequence + 1, State.CLEARED, priority, since, instant, reason, remedy);
  }

  @JsonIgnore
  public boolean isRaised() {
    return state == State.RAISED;
  }

  /** Its key in the topic: {@code subject/condition}. */
  public String key() {
    return key(subject, condition);
  }

  /** The key of what is said of a condition of a subject. */
  public static String key(String subject, String condition) {
    return subject + "/" + condition;
  }
}
