package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.LedgerEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one version.
 *
 * @param at of which instant, whole seconds since the epoch
 * @param is what it is then
 * @param history the entries of its model up to then, in the order in which they hold
 * @param proof the last that was given for it; null if none was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionHistory(
    long at, VersionView is, List<LedgerEntry> history, @Nullable BacktestProof proof) {
  public VersionHistory {
    requireNonNull(is, "is is null");
    history = List.copyOf(history);
  }
}
