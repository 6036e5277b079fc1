package dev.vigil.jobs.scoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.scores.Model;
import dev.vigil.schemas.Score;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Models that take longer than their budget. One long score is the machine's, a collection of
 * garbage or a busy core, and its answer is right; {@value #MOST_IN_A_ROW} in a row are the
 * model's, and its job ends with its name.
 */
final class SlowModels {
  static final int MOST_IN_A_ROW = 10;

  private final Duration budget;
  private final Map<String, Integer> inARow = new HashMap<>();

  SlowModels(Duration budget) {
    this.budget = requireNonNull(budget, "budget is null");
  }

  /**
   * Takes note of a score.
   *
   * @throws SlowModelException if the model has been too slow for too long
   */
  void took(Model model, long nanos) throws SlowModelException {
    if (nanos <= budget.toNanos()) {
      inARow.remove(model.name());
      return;
    }
    int slow = inARow.getOrDefault(model.name(), 0) + 1;
    inARow.put(model.name(), slow);
    if (slow >= MOST_IN_A_ROW) {
      throw new SlowModelException(
          "model "
              + Score.modelVersion(model.name(), model.version())
              + " took over "
              + budget.toMillis()
              + " ms for each of "
              + MOST_IN_A_ROW
              + " vectors in a row: retire it, or raise scoring.budget-millis");
    }
  }

  /** A model is too slow for its job to go on. */
  static final class SlowModelException extends Exception {
    private static final long serialVersionUID = 1L;

    private SlowModelException(String message) {
      super(message);
    }
  }
}
