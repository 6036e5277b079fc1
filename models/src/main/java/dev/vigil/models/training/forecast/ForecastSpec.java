package dev.vigil.models.training.forecast;

import static java.util.Objects.requireNonNull;

/**
 * What to train.
 *
 * @param model name of the model, such as {@code glucose-30min}
 * @param version its version
 * @param label name of what is predicted
 * @param data where the rows came from, in words, for the provenance
 * @param seed of parts and trees
 * @param folds parts of the subjects, each forecast by a model of the others
 * @param level share of what comes that is to lie in the interval
 */
public record ForecastSpec(
    String model, String version, String label, String data, long seed, int folds, double level) {
  /** The usual number of parts. */
  public static final int FOLDS = 8;

  /** Without one that is forecast, so many are left to learn an interval on. */
  public static final int LEAST_FOLDS = IntervalLearner.LEAST_PARTS + 1;

  /** The usual share. */
  public static final double LEVEL = 0.9;

  public ForecastSpec {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(label, "label is null");
    requireNonNull(data, "data is null");
    if (folds < LEAST_FOLDS) {
      throw new IllegalArgumentException(
          "folds is " + folds + ", expected at least " + LEAST_FOLDS);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level is " + level + ", expected above 0, below 1");
    }
  }
}
