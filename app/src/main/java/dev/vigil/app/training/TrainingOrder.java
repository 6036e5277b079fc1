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
 * @param inputs what the model may see
 * @param ladder what the simpler models may see that it is compared with, one each
 * @param search whether settings are chosen among several, on the parts that are learned from
 * @param average of boosted trees, so many models of different settings are averaged
 * @param seed of parts, thinning and shuffling
 * @param folds parts of the patients, of which each is predicted by a model of the others
 * @param settings of the report
 * @param statement what a person says of the model, for its card
 */
public record TrainingOrder(
    Path data,
    int patients,
    String model,
    String version,
    Target target,
    Algorithm algorithm,
    InputSet inputs,
    List<InputSet> ladder,
    boolean search,
    int average,
    long seed,
    int folds,
    EvaluationSettings settings,
    Statement statement) {
  /** The usual ladder. */
  public static final List<InputSet> LADDER =
      List.of(
          InputSet.LENGTH_OF_STAY,
          InputSet.ADMINISTRATIVE,
          InputSet.PATTERN,
          InputSet.VITALS,
          InputSet.LAST_VALUES);

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
    requireNonNull(inputs, "inputs is null");
    requireNonNull(statement, "statement is null");
    ladder = ladder.stream().filter(rung -> rung != inputs).distinct().toList();
    if (patients < 1) {
      throw new IllegalArgumentException("patients is " + patients + ", expected at least 1");
    }
  }

  /** What the model of some inputs is called. */
  public String name(InputSet some) {
    return some == inputs ? model : model + "." + some.label();
  }
}
