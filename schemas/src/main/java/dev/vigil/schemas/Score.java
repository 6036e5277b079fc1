package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one model version says of one feature vector. Every model gives exactly one for every
 * vector.
 *
 * @param patient pseudonymous id
 * @param model name of the model, such as {@code news2}
 * @param version version of the model
 * @param vector number of the vector; a score whose vector is not later than the last one's of the
 *     same model version is ignored
 * @param known the vector's instant, whole seconds since the epoch
 * @param outcome which of the following fields are there
 * @param value with {@link Outcome#SCORE}; finite, as all numbers here: a model that gives anything
 *     else has {@link Outcome#FAILED}
 * @param low lowest possible value, with {@link Outcome#RANGE}; with {@link Outcome#SCORE} of a
 *     forecast the lower end of its interval, else null
 * @param high highest possible value, with {@link Outcome#RANGE}; with {@link Outcome#SCORE} of a
 *     forecast the upper end of its interval, else null
 * @param contributions sub-scores or contributions of single inputs: the explanation
 * @param missing names of inputs that are unknown or too old
 * @param stale those of the missing that are known, but too old
 * @param reason why it does not apply or failed: a code, never a value
 * @param raw what a trained model's value was calibrated from: its margin, on the algorithm's own
 *     scale; null where nothing was calibrated
 * @param explanation why a trained model warns, where it begins to; null elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Score(
    String patient,
    @JsonDeserialize(using = KnownWord.class) String model,
    @JsonDeserialize(using = KnownWord.class) String version,
    OutputNumber vector,
    long known,
    Outcome outcome,
    @Nullable Double value,
    @Nullable Double low,
    @Nullable Double high,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Double> contributions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonDeserialize(contentUsing = KnownWord.class)
        List<String> missing,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonDeserialize(contentUsing = KnownWord.class)
        List<String> stale,
    @JsonDeserialize(using = KnownWord.class) @Nullable String reason,
    @Nullable Double raw,
    @Nullable Explanation explanation)
    implements PatientRecord {

  /** What became of the question. */
  public enum Outcome {
    /** All inputs known: one value. */
    @JsonProperty("score")
    SCORE,
    /** Some inputs unknown or stale: the lowest and highest value possible. */
    @JsonProperty("range")
    RANGE,
    /** The model isn't made for this patient, or for lack of input can say nothing. */
    @JsonProperty("not-applicable")
    NOT_APPLICABLE,
    /** The model threw, or gave something that is not a number. */
    @JsonProperty("failed")
    FAILED
  }

  public Score {
    requireNonNull(patient, "patient is null");
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(vector, "vector is null");
    requireNonNull(outcome, "outcome is null");
    Map<String, Double> given = contributions == null ? Map.of() : contributions;
    contributions = FiniteValues.copyOf(given, "contribution to " + model + " of");
    missing = missing == null ? List.of() : List.copyOf(missing);
    stale = stale == null ? List.of() : List.copyOf(stale);
    FiniteValues.requireFiniteIfPresent(value, "value of " + model);
    FiniteValues.requireFiniteIfPresent(low, "low of " + model);
    FiniteValues.requireFiniteIfPresent(high, "high of " + model);
    FiniteValues.requireFiniteIfPresent(raw, "raw value of " + model);
    requireOutcome(model, outcome, value, low, high, reason);
  }

  /** A score that is neither calibrated nor explained, none of whose missing inputs is stale. */
  public Score(
      String patient,
      String model,
      String version,
      OutputNumber vector,
      long known,
      Outcome outcome,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      SortedMap<String, Double> contributions,
      List<String> missing,
      @Nullable String reason) {
    this(
        patient,
        model,
        version,
        vector,
        known,
        outcome,
        value,
        low,
        high,
        contributions,
        missing,
        List.of(),
        reason,
        null,
        null);
  }

  /** The same score, where these of the missing inputs are known, but too old. */
  public Score withStale(List<String> tooOld) {
    if (tooOld.equals(stale)) {
      return this;
    }
    return new Score(
        patient,
        model,
        version,
        vector,
        known,
        outcome,
        value,
        low,
        high,
        contributions,
        missing,
        tooOld,
        reason,
        raw,
        explanation);
  }

  /** The same score with another explanation. */
  public Score explained(@Nullable Explanation other) {
    return new Score(
        patient,
        model,
        version,
        vector,
        known,
        outcome,
        value,
        low,
        high,
        contributions,
        missing,
        stale,
        reason,
        raw,
        other);
  }

  private static void requireOutcome(
      String model,
      Outcome outcome,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable String reason) {
    if (outcome == Outcome.SCORE && value == null) {
      throw new IllegalArgumentException("a score of " + model + " has no value");
    }
    if (outcome == Outcome.RANGE && (low == null || high == null)) {
      throw new IllegalArgumentException("a range of " + model + " has no low or no high");
    }
    if (reason == null && (outcome == Outcome.FAILED || outcome == Outcome.NOT_APPLICABLE)) {
      throw new IllegalArgumentException("a " + outcome + " of " + model + " has no reason");
    }
  }

  /** {@code model:version}, what the ledger calls a deployed model. */
  public static String modelVersion(String model, String version) {
    return model + ":" + version;
  }

  @Override
  @JsonIgnore
  public RecordType type() {
    return RecordType.SCORE;
  }
}
