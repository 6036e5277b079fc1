package dev.vigil.dashboard.models;

import java.util.List;

/**
 * All versions that the ledger knows.
 *
 * @param at of which instant, whole seconds since the epoch
 */
public record ModelsView(long at, List<VersionView> versions) {
  public ModelsView {
    versions = List.copyOf(versions);
  }
}
