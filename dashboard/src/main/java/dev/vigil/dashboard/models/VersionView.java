package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.dashboard.models.ModelJobs.Health;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model at an instant.
 *
 * @param state what it is; null if its first entry holds from later on
 * @param percent of the patients for whom it is live; null if it isn't live
 * @param since whole seconds since the epoch; null if it has been so from the first
 * @param by who made it so
 * @param because why
 * @param proof SHA-256 of the last proof that was given for it; null if none was
 * @param next entries of it that hold from later on; empty where the past is asked about
 * @param job how its job does; null if there is none, or the past is asked about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionView(
    String model,
    String version,
    String bundle,
    @Nullable Action state,
    @Nullable Integer percent,
    @Nullable Long since,
    @Nullable String by,
    @Nullable String because,
    @Nullable String proof,
    List<LedgerEntry> next,
    @Nullable Health job) {
  public VersionView {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(bundle, "bundle is null");
    next = List.copyOf(next);
  }
}
