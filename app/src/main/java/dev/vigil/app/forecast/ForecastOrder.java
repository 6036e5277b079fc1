package dev.vigil.app.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.training.Statement;
import dev.vigil.models.evaluation.EvaluationSettings;
import java.nio.file.Path;

/**
 * A forecast to be trained.
 *
 * @param data the recording
 * @param model name of the model
 * @param version its version
 * @param seed of parts and trees
 * @param folds parts of the subjects
 * @param level share of what comes that is to lie in the interval
 * @param settings of the evaluation
 * @param statement what a person says of the model, for its card
 */
public record ForecastOrder(
    Path data,
    String model,
    String version,
    long seed,
    int folds,
    double level,
    EvaluationSettings settings,
    Statement statement) {
  public ForecastOrder {
    requireNonNull(data, "data is null");
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(settings, "settings is null");
    requireNonNull(statement, "statement is null");
  }
}
