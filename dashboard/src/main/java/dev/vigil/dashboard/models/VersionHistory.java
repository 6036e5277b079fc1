package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.TechnicalAlert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one version.
 *
 * @param at of which instant, whole seconds since the epoch
 * @param is what it is then
 * @param history the entries of its model up to then, in the order in which they hold
 * @param proof the last that was given for it; null if none was
 * @param monitor how it does; null where the past is asked about, or nothing is known yet
 * @param technical open technical alerts of it; none where the past is asked about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionHistory(
    long at,
    VersionView is,
    List<LedgerEntry> history,
    @Nullable BacktestProof proof,
    @Nullable MonitorReport monitor,
    List<TechnicalAlert> technical) {
  public VersionHistory {
    requireNonNull(is, "is is null");
    history = List.copyOf(history);
    technical = technical == null ? List.of() : List.copyOf(technical);
  }

  /** The same with how it does now. */
  public VersionHistory watched(
      @Nullable MonitorReport report, List<TechnicalAlert> technicalAlerts) {
    return new VersionHistory(at, is, history, proof, report, technicalAlerts);
  }
}
