package dev.vigil.dashboard.models;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import org.jspecify.annotations.Nullable;

/** A line of the ledger before it is known from when it is to hold. */
record Draft(
    Decision decision,
    ModelVersion of,
    String bundle,
    Action action,
    String because,
    @Nullable String proof,
    @Nullable Integer percent,
    @Nullable String rolledBack,
    @Nullable Double threshold) {
  Draft withProof(@Nullable String hash) {
    return new Draft(decision, of, bundle, action, because, hash, percent, rolledBack, threshold);
  }

  Draft withPercent(@Nullable Integer share) {
    return new Draft(decision, of, bundle, action, because, proof, share, rolledBack, threshold);
  }

  Draft withRolledBack(String version) {
    return new Draft(decision, of, bundle, action, because, proof, percent, version, threshold);
  }

  Draft withThreshold(@Nullable Double risk) {
    return new Draft(decision, of, bundle, action, because, proof, percent, rolledBack, risk);
  }

  String model() {
    return of.model();
  }

  long now() {
    return decision.now();
  }

  LedgerEntry entry(long holdsFrom) {
    return new LedgerEntry(
        of.model(),
        of.version(),
        bundle,
        action,
        holdsFrom,
        decision.by(),
        because,
        proof,
        percent,
        rolledBack,
        threshold);
  }
}
