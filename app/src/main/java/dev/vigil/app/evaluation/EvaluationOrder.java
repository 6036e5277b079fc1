package dev.vigil.app.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.evaluation.EvaluationSettings;
import java.nio.file.Path;

/**
 * What is to be evaluated on what.
 *
 * @param data path of the recording
 * @param patients at most so many, in the order of their ids
 * @param models the evaluated one first
 * @param settings how thoroughly
 */
public record EvaluationOrder(
    Path data, int patients, EvaluatedModels models, EvaluationSettings settings) {
  public EvaluationOrder {
    requireNonNull(data, "data is null");
    requireNonNull(models, "models is null");
    requireNonNull(settings, "settings is null");
    if (patients < 1) {
      throw new IllegalArgumentException("patients is " + patients + ", expected at least 1");
    }
  }
}
