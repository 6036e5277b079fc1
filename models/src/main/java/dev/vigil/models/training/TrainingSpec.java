package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

/**
 * What to train.
 *
 * @param model name of the model, such as {@code sepsis-logistic}
 * @param version its version
 * @param label name of what is predicted, such as {@code sepsis}
 * @param data where the rows came from, in words, for the provenance
 * @param seed of the parts
 * @param folds parts of the patients, each predicted by a model of the others; at least 3, so that
 *     two are left to choose on
 * @param decisions what a warning is worth, for which the threshold is chosen
 * @param nested whether what is chosen for a part is chosen by models that don't know it either.
 *     Otherwise it is chosen on the other parts' validation, by models that know this one: a third
 *     of the work, if anything too good, and so meant for models that others are compared with
 */
public record TrainingSpec(
    String model,
    String version,
    String label,
    String data,
    long seed,
    int folds,
    AlarmWorth decisions,
    boolean nested) {
  /** The usual seed of everything that is drawn. */
  public static final long SEED = 20_190_101L;

  /** The usual number of parts. */
  public static final int FOLDS = 5;

  /** With fewer, no two are left to choose on. */
  public static final int LEAST_FOLDS = 3;

  /** With nested validation. */
  public TrainingSpec(
      String model,
      String version,
      String label,
      String data,
      long seed,
      int folds,
      AlarmWorth decisions) {
    this(model, version, label, data, seed, folds, decisions, true);
  }

  public TrainingSpec {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(label, "label is null");
    requireNonNull(data, "data is null");
    requireNonNull(decisions, "decisions is null");
    if (folds < LEAST_FOLDS) {
      throw new IllegalArgumentException(
          "folds is " + folds + ", expected at least " + LEAST_FOLDS);
    }
  }
}
