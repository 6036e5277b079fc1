package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.logistic.LogisticInputs;
import java.util.List;

/**
 * What to train.
 *
 * @param model name of the model, such as {@code sepsis-logistic}
 * @param version its version
 * @param label name of what is predicted, such as {@code sepsis}
 * @param data where the rows came from, in words, for the provenance
 * @param features that may be used
 * @param seed of the split
 * @param heldOut share of patients that is kept for the report, above 0 and below 1
 */
public record TrainingSpec(
    String model,
    String version,
    String label,
    String data,
    List<String> features,
    long seed,
    double heldOut) {
  /** The usual seed of everything that is drawn. */
  public static final long SEED = 20_190_101L;

  /** The usual share of patients that is kept for the report. */
  public static final double HELD_OUT = 0.2;

  public TrainingSpec {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(label, "label is null");
    requireNonNull(data, "data is null");
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features is empty, expected at least one");
    }
    if (!(heldOut > 0 && heldOut < 1)) {
      throw new IllegalArgumentException(
          "held-out share is " + heldOut + ", expected above 0 and below 1");
    }
  }

  /** The features of a logistic model, the usual seed and share. */
  public static TrainingSpec of(String model, String version, String label, String data) {
    return new TrainingSpec(
        model, version, label, data, LogisticInputs.defaultFeatures(), SEED, HELD_OUT);
  }
}
