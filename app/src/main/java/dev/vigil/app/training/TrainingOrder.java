package dev.vigil.app.training;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What is to be trained on what.
 *
 * @param data path of the recording
 * @param patients at most so many, in the order of their ids
 * @param model name of the model
 * @param version its version
 * @param label name of what the recording's labels say
 * @param algorithm how
 * @param seed of split, thinning and shuffling
 */
public record TrainingOrder(
    Path data,
    int patients,
    String model,
    String version,
    String label,
    Algorithm algorithm,
    long seed) {
  /** How to learn. */
  public enum Algorithm {
    LOGISTIC,
    XGBOOST
  }

  public TrainingOrder {
    requireNonNull(data, "data is null");
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(label, "label is null");
    requireNonNull(algorithm, "algorithm is null");
    if (patients < 1) {
      throw new IllegalArgumentException("patients is " + patients + ", expected at least 1");
    }
  }
}
