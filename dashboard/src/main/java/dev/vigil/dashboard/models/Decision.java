package dev.vigil.dashboard.models;

import dev.vigil.schemas.LedgerEntry.Action;

/**
 * What somebody decides.
 *
 * @param now when, by the world's clock, whole seconds since the epoch
 * @param by who
 * @param reason why
 */
record Decision(long now, String by, Reason reason) {
  Draft entry(ModelVersion of, String bundle, Action action, String because) {
    return new Draft(this, of, bundle, action, because, null, null, null, null);
  }
}
