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
 * @param proof hash of the evaluation it stands on
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
    @Nullable String proof) {

  /** What is to hold. */
  public enum Action {
    /** Runs as a job; its scores raise no alerts. */
    @JsonProperty("shadow")
    SHADOW,
    /** Runs as a job; its scores raise alerts; any other version of the model becomes a shadow. */
    @JsonProperty("live")
    LIVE,
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
  }

  public String modelVersion() {
    return Score.modelVersion(model, version);
  }
}
