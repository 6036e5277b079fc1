package dev.vigil.dashboard.models;

import dev.vigil.schemas.TechnicalAlert;
import java.util.List;

/**
 * All versions that the ledger knows.
 *
 * @param at of which instant, whole seconds since the epoch
 * @param technical open technical alerts of models; none where the past is asked about
 */
public record ModelsView(long at, List<VersionView> versions, List<TechnicalAlert> technical) {
  public ModelsView {
    versions = List.copyOf(versions);
    technical = technical == null ? List.of() : List.copyOf(technical);
  }
}
