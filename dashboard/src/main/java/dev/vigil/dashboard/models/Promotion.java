package dev.vigil.dashboard.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.LedgerEntry;
import org.jspecify.annotations.Nullable;

/**
 * That a version is to be live.
 *
 * @param percent of the patients for whom; null for all
 * @param because required where there is no proof, or one with a failed gate
 * @param proof of a backtest of this version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Promotion(
    @Nullable Integer percent, @Nullable String because, @Nullable BacktestProof proof) {
  public Promotion {
    Reason.requireUsable(because);
    if (percent != null
        && (percent < LedgerEntry.LEAST_PERCENT || percent > LedgerEntry.MOST_PERCENT)) {
      throw new IllegalArgumentException(
          "'percent' is "
              + percent
              + ", expected "
              + LedgerEntry.LEAST_PERCENT
              + " to "
              + LedgerEntry.MOST_PERCENT
              + "; without it the version becomes live for all");
    }
  }

  Reason reason() {
    return new Reason(because);
  }
}
