package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.scores.Answer;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;

/** Scores vectors by one model, and counts what it says and how long it takes. */
final class Scorer {
  private final Model model;
  private final long since;
  private final Outcomes outcomes = new Outcomes();
  private long slow;

  /**
   * Nothing scored yet.
   *
   * @param since only vectors known from this second on are counted
   */
  Scorer(Model model, long since) {
    this.model = requireNonNull(model, "model is null");
    this.since = since;
  }

  Score score(FeatureVector vector, OutputNumber number) {
    long begun = System.nanoTime();
    Score score = Answer.of(model, vector, number).score();
    if (vector.known() >= since) {
      slow += System.nanoTime() - begun > Backtested.SCORE_BUDGET.toNanos() ? 1 : 0;
      outcomes.add(score);
    }
    return score;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  /**
   * How many scores took longer than {@link Backtested#SCORE_BUDGET}: of this run alone, and of
   * this machine.
   */
  long slow() {
    return slow;
  }
}
