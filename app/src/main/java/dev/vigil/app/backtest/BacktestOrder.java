package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.evaluation.EvaluationSettings;

/**
 * What is to be tried, and how it is judged.
 *
 * @param candidate the model that is tried
 * @param settings of the resamples
 * @param limits of the gates
 */
public record BacktestOrder(Contender candidate, EvaluationSettings settings, GateLimits limits) {
  public BacktestOrder {
    requireNonNull(candidate, "candidate is null");
    requireNonNull(settings, "settings is null");
    requireNonNull(limits, "limits is null");
  }
}
