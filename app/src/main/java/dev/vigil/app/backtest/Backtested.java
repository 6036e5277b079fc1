package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.BacktestProof;
import java.time.Duration;
import java.util.List;

/**
 * What came of a backtest.
 *
 * @param proof what is the same whenever it is run
 * @param differences by patient and hour
 * @param ruleOfVigils whether the policy has no rule for the model, so that {@link
 *     Contender#DEFAULT_RULE} stood in
 * @param scores of the model
 * @param slowScores those that took longer than {@link #SCORE_BUDGET}, on this machine this time
 */
public record Backtested(
    BacktestProof proof,
    List<Difference> differences,
    boolean ruleOfVigils,
    long scores,
    long slowScores) {
  /** What a score may take: with a hundred beds there is a vector every 0.6 s. */
  public static final Duration SCORE_BUDGET = Duration.ofMillis(50);

  public Backtested {
    requireNonNull(proof, "proof is null");
    differences = List.copyOf(differences);
  }
}
