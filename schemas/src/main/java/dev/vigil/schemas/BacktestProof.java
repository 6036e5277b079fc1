package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found: what a model would have scored and alerted on data that is over, beside
 * what is or was live, and whether that is good enough. No wall clock stands in it: the same run
 * gives the same bytes, and so the same {@link #hash}.
 *
 * @param model name of the model
 * @param version version of the model
 * @param bundle SHA-256 of its bundle, hexadecimal
 * @param against what it was held against; on a log each version that was live in the stretch
 * @param basis what it ran on
 * @param rules array of the alert rules for scores by which both were judged, as in a policy; on a
 *     log those at its end
 * @param outcomes how often the model said what, by the wire name of {@link Score.Outcome}
 * @param agreement of the two
 * @param figures by name, such as {@code alerts_per_day}; those that can't be computed are left out
 * @param gates at least one
 * @param resamples of the patients, for the intervals
 * @param seed of the resamples
 * @param features hash of the feature definitions
 * @param code version of Vigil that ran it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BacktestProof(
    String model,
    String version,
    String bundle,
    List<Live> against,
    Basis basis,
    JsonNode rules,
    SortedMap<String, Long> outcomes,
    Agreement agreement,
    SortedMap<String, Figure> figures,
    List<Gate> gates,
    int resamples,
    long seed,
    String features,
    String code) {

  /** Where the data comes from. */
  public enum Kind {
    /** Recorded patients. */
    @JsonProperty("recording")
    RECORDING,
    /** A stretch of a Vigil's own patient log. */
    @JsonProperty("log")
    LOG
  }

  /**
   * A version that is or was live.
   *
   * @param bundle SHA-256 of its bundle, hexadecimal
   */
  public record Live(String model, String version, String bundle) {
    public Live {
      requireNonNull(model, "model is null");
      requireNonNull(version, "version is null");
      requireNonNull(bundle, "bundle is null");
    }
  }

  /**
   * What a backtest ran on.
   *
   * @param kind where it comes from
   * @param data SHA-256 of all that was folded, hexadecimal; the order of patients doesn't change
   *     it
   * @param label what the recording's labels say, such as {@code sepsis}; null if there are none
   * @param patients who had at least one hour
   * @param patientHours all their hours
   * @param events patients with the labelled event
   * @param from first second of the stretch of a log, null for a recording
   * @param until the stretch of a log ends before this second, null for a recording
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Basis(
      Kind kind,
      String data,
      @Nullable String label,
      long patients,
      long patientHours,
      long events,
      @Nullable Long from,
      @Nullable Long until) {
    private static final double HOURS_PER_DAY = 24;

    public Basis {
      requireNonNull(kind, "kind is null");
      requireNonNull(data, "data is null");
      requireNotNegative(patients, "patients");
      requireNotNegative(patientHours, "patientHours");
      requireNotNegative(events, "events");
    }

    /** All hours as days. */
    public double patientDays() {
      return (double) patientHours / HOURS_PER_DAY;
    }
  }

  /**
   * How far the two agree: patient-hours in which an alert of the model was open, and of their
   * scores.
   *
   * @param both in which both had one
   * @param onlyCandidate in which only the backtested model had one
   * @param onlyLive in which only what is or was live had one
   * @param neither in which none had one
   * @param kappa Cohen's kappa of these hours; null where both are always of one opinion by chance
   *     alone, as when neither ever alerts
   * @param rankCorrelation Spearman's, of the scores of hours in which both have one; null where
   *     there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Agreement(
      long both,
      long onlyCandidate,
      long onlyLive,
      long neither,
      @Nullable Interval kappa,
      @Nullable Double rankCorrelation) {
    public Agreement {
      requireNotNegative(both, "both");
      requireNotNegative(onlyCandidate, "onlyCandidate");
      requireNotNegative(onlyLive, "onlyLive");
      requireNotNegative(neither, "neither");
      FiniteValues.requireFiniteIfPresent(rankCorrelation, "rankCorrelation");
    }
  }

  /**
   * A number with its doubt.
   *
   * @param low lower end of the 95 % interval over resampled patients, null if there is none
   * @param high upper end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Interval(double value, @Nullable Double low, @Nullable Double high) {
    public Interval {
      FiniteValues.requireFiniteIfPresent(value, "value");
      FiniteValues.requireFiniteIfPresent(low, "low");
      FiniteValues.requireFiniteIfPresent(high, "high");
    }
  }

  /**
   * One figure of both.
   *
   * @param candidate of the backtested model; null where it has no such number
   * @param live of what is or was live; null where it has no such number
   * @param difference the model's minus the other's, on the same resamples
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Figure(
      @Nullable Interval candidate, @Nullable Interval live, @Nullable Interval difference) {}

  /** On which side of its limit a gate is passed; the limit itself passes. */
  public enum Bound {
    /** Passed up to the limit. */
    @JsonProperty("at-most")
    AT_MOST,
    /** Passed from the limit on. */
    @JsonProperty("at-least")
    AT_LEAST
  }

  /**
   * What a model has to be to be promoted.
   *
   * @param name of the gate
   * @param value what was found
   * @param bound on which side of the limit it is passed
   * @param limit what was expected, in the unit of {@code value}
   * @param passed whether the value keeps to the limit; a proof that says otherwise is refused
   */
  public record Gate(String name, double value, Bound bound, double limit, boolean passed) {
    public Gate {
      requireNonNull(name, "name is null");
      requireNonNull(bound, "bound is null");
      FiniteValues.requireFiniteIfPresent(value, "value of gate " + name);
      FiniteValues.requireFiniteIfPresent(limit, "limit of gate " + name);
      if (passed != keeps(value, bound, limit)) {
        throw new IllegalArgumentException(
            "gate " + name + " says passed=" + passed + ", which its value and limit deny");
      }
    }

    /** A gate and whether a value passes it. */
    public static Gate of(String name, double value, Bound bound, double limit) {
      return new Gate(name, value, bound, limit, keeps(value, bound, limit));
    }

    private static boolean keeps(double value, Bound bound, double limit) {
      return bound == Bound.AT_MOST ? value <= limit : value >= limit;
    }
  }

  public BacktestProof {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(bundle, "bundle is null");
    against = List.copyOf(against);
    requireNonNull(basis, "basis is null");
    if (!requireNonNull(rules, "rules is null").isArray()) {
      throw new IllegalArgumentException("rules of the proof of " + model + " is not an array");
    }
    rules = rules.deepCopy();
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    requireNonNull(agreement, "agreement is null");
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    gates = List.copyOf(gates);
    requireNonNull(features, "features is null");
    requireNonNull(code, "code is null");
    if (gates.isEmpty()) {
      throw new IllegalArgumentException("a proof without a gate proves nothing");
    }
  }

  /** Whether all gates are passed. */
  public boolean passed() {
    return gates.stream().allMatch(Gate::passed);
  }

  /**
   * SHA-256 of {@link Json#encode} of this, hexadecimal: what the ledger keeps, and what {@code
   * sha256sum} says of the file that a backtest writes. A proof that was changed has another.
   */
  public String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.encode(this)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing, every JDK has it", e);
    }
  }

  private static void requireNotNegative(long count, String what) {
    if (count < 0) {
      throw new IllegalArgumentException(what + " is " + count + ", expected at least 0");
    }
  }
}
