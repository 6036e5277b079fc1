package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One line of the append-only ledger of models: what happened to a model version, from when, by
 * whom.
 *
 * @param model name of the model
 * @param version version of the model
 * @param bundle SHA-256 of its bundle, hexadecimal
 * @param action what is to hold from then on
 * @param holdsFrom whole seconds since the epoch; {@link Long#MIN_VALUE} only in entries written
 *     before the first tick
 * @param by who
 * @param because why
 * @param proof SHA-256 of the proof of a backtest it stands on, or of the failed one in spite of
 *     which it was decided; in {@code vigil.bundles} under this hash
 * @param percent of the patients for whom a canary is live, 1 to 99; null for any other action
 * @param rolledBack the version whose promotion this entry takes back; null unless it is a rollback
 * @param threshold the risk from which on its bundle decides, 0 to 1: where alert rules don't name
 *     the model, it is judged by that; null where the bundle has none, or an earlier entry of the
 *     version has said it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
    String model,
    String version,
    String bundle,
    Action action,
    long holdsFrom,
    String by,
    String because,
    @Nullable String proof,
    @Nullable Integer percent,
    @Nullable String rolledBack,
    @Nullable Double threshold) {
  /** A canary is live for at least so many per cent of the patients. */
  public static final int LEAST_PERCENT = 1;

  /** And for at most so many; for all it is live and no canary. */
  public static final int MOST_PERCENT = 99;

  /** What is to hold. */
  public enum Action {
    /** Runs as a job; its scores raise no alerts. */
    @JsonProperty("shadow")
    SHADOW,
    /** Runs as a job; its scores raise alerts; any other version of the model becomes a shadow. */
    @JsonProperty("live")
    LIVE,
    /**
     * Runs as a job; its scores raise alerts for a part of the patients, those of the live version
     * for the others. An action of its own, so that a Vigil that doesn't know it finds the entry
     * void, and doesn't make the version live for everybody.
     */
    @JsonProperty("canary")
    CANARY,
    /** Runs no more. */
    @JsonProperty("retired")
    RETIRED
  }

  public LedgerEntry {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(bundle, "bundle is null");
    requireNonNull(action, "action is null");
    requireNonNull(by, "by is null");
    requireNonNull(because, "because is null");
    boolean fits =
        action == Action.CANARY
            ? percent != null && percent >= LEAST_PERCENT && percent <= MOST_PERCENT
            : percent == null;
    if (!fits) {
      throw new IllegalArgumentException(
          "percent of "
              + action
              + " is "
              + percent
              + ", expected "
              + LEAST_PERCENT
              + " to "
              + MOST_PERCENT
              + " for a canary and none for anything else");
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + ", expected 0 to 1");
    }
  }

  /** An entry that doesn't say by which threshold its bundle decides. */
  public LedgerEntry(
      String model,
      String version,
      String bundle,
      Action action,
      long holdsFrom,
      String by,
      String because,
      @Nullable String proof,
      @Nullable Integer percent,
      @Nullable String rolledBack) {
    this(model, version, bundle, action, holdsFrom, by, because, proof, percent, rolledBack, null);
  }

  /** An entry that is neither a canary nor a rollback. */
  public LedgerEntry(
      String model,
      String version,
      String bundle,
      Action action,
      long holdsFrom,
      String by,
      String because,
      @Nullable String proof) {
    this(model, version, bundle, action, holdsFrom, by, because, proof, null, null);
  }

  public String modelVersion() {
    return Score.modelVersion(model, version);
  }
}
