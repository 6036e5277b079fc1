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
 * @param fit how the weights are found
 */
public record TrainingSpec(
    String model, String version, String label, String data, List<String> features, Fit fit) {

  /**
   * How the weights are found.
   *
   * @param seed of split, thinning and shuffling
   * @param epochs how often all rows are gone through
   * @param heldOut share of patients that is kept for the report, above 0 and below 1
   * @param maxNegatives rows with a negative label beyond this many are thinned at random; those
   *     that stay weigh accordingly more
   */
  public record Fit(long seed, int epochs, double heldOut, int maxNegatives) {
    public static final Fit DEFAULT = new Fit(20_190_101L, 5, 0.2, 200_000);

    public Fit {
      if (epochs < 1 || maxNegatives < 1) {
        throw new IllegalArgumentException("epochs and maxNegatives have to be at least 1");
      }
      if (!(heldOut > 0 && heldOut < 1)) {
        throw new IllegalArgumentException(
            "held-out share is " + heldOut + ", expected above 0 and below 1");
      }
    }
  }

  public TrainingSpec {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(label, "label is null");
    requireNonNull(data, "data is null");
    requireNonNull(fit, "fit is null");
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features is empty, expected at least one");
    }
  }

  /** The default features and fit. */
  public static TrainingSpec of(String model, String version, String label, String data) {
    return new TrainingSpec(
        model, version, label, data, LogisticInputs.defaultFeatures(), Fit.DEFAULT);
  }
}
