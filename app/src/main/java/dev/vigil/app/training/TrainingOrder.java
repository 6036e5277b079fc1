package dev.vigil.app.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.Target;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.training.InputSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What is to be trained on what.
 *
 * @param data path of the recording
 * @param patients at most so many, in the order of their ids
 * @param model name of the model
 * @param version its version
 * @param target what the recording's labels say
 * @param algorithm how
 * @param inputs what the models may see, one model each; the first is the one that was asked for,
 *     the others are the ladder that it is compared with
 * @param search whether settings are chosen among several, on the parts that are learned from
 * @param average of boosted trees, so many models of different seeds are averaged
 * @param seed of parts, thinning and shuffling
 * @param folds parts of the patients, of which each is predicted by a model of the others
 * @param settings of the report
 */
public record TrainingOrder(
    Path data,
    int patients,
    String model,
    String version,
    Target target,
    Algorithm algorithm,
    List<InputSet> inputs,
    boolean search,
    int average,
    long seed,
    int folds,
    EvaluationSettings settings) {
  /** How to learn. */
  public enum Algorithm {
    LOGISTIC,
    SVM_LINEAR,
    CART,
    RANDOM_FOREST,
    XGBOOST;

    /** Its name in commands and in names of models. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public TrainingOrder {
    requireNonNull(data, "data is null");
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    requireNonNull(target, "target is null");
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(settings, "settings is null");
    inputs = List.copyOf(inputs);
    if (patients < 1 || inputs.isEmpty()) {
      throw new IllegalArgumentException(
          patients + " patients and " + inputs.size() + " models, expected at least one of each");
    }
  }

  /** What the model of some inputs is called. */
  public String name(InputSet some) {
    return some == inputs.get(0) ? model : model + "-" + some.label();
  }
}
