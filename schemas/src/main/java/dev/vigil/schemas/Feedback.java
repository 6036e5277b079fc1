package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a person found of an alert, in {@code vigil.feedback}. Of one person and alert the latest
 * counts. It changes no alert and no rule: it is there to be counted.
 *
 * @param alert id
 * @param rule that raised it
 * @param ward where the patient was
 * @param model {@code model:version} whose score raised it; null for other rules
 * @param verdict what the person found
 * @param by who
 * @param said when, by the world's clock, whole seconds since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Feedback(
    String alert,
    String rule,
    String ward,
    @Nullable String model,
    Verdict verdict,
    String by,
    long said) {
  /** What a person found. */
  public enum Verdict {
    /** It asked for something, and that was worth the interruption. */
    @JsonProperty("useful")
    USEFUL,
    /** It asked for nothing. */
    @JsonProperty("not-useful")
    NOT_USEFUL,
    /** True, and known before it came. */
    @JsonProperty("known")
    KNOWN
  }

  public Feedback {
    requireNonNull(alert, "alert is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(ward, "ward is null");
    requireNonNull(verdict, "verdict is null");
    requireNonNull(by, "by is null");
  }

  /** Its key in the topic: {@code alert/by}. */
  public String key() {
    return alert + "/" + by;
  }
}
