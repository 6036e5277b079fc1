package dev.vigil.app.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import org.jspecify.annotations.Nullable;

/**
 * A model and how its score becomes a number from 0 to 1.
 *
 * @param highest score, which becomes 1
 * @param threshold of its decisions, 0 to 1
 * @param isRisk whether its score is a probability
 */
record EvaluatedModel(Model model, double highest, double threshold, boolean isRisk) {
  private static final OutputNumber NUMBER = new OutputNumber(0, 0, 0);

  EvaluatedModel {
    requireNonNull(model, "model is null");
  }

  String name() {
    return model.name() + ":" + model.version();
  }

  /** What it says, NaN where it says nothing. Of a range the low end counts. */
  double says(FeatureVector vector) {
    Score score = model.score(vector, NUMBER);
    @Nullable Double value = score.value() == null ? score.low() : score.value();
    return value == null ? Double.NaN : value / highest;
  }
}
