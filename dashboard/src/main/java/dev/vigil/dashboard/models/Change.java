package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.LedgerEntry;

/**
 * What a decision about a model came to.
 *
 * @param entry the line of the ledger that says so, and from when
 * @param appended whether it was appended now; false if the same had been decided before
 */
public record Change(LedgerEntry entry, boolean appended) {
  public Change {
    requireNonNull(entry, "entry is null");
  }
}
