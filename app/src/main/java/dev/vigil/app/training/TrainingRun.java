package dev.vigil.app.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.training.AlarmWorth;
import dev.vigil.models.training.InputSet;
import dev.vigil.models.training.Learner;
import dev.vigil.models.training.LinearFit;
import dev.vigil.models.training.LinearLearner;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.Trainer;
import dev.vigil.models.training.TrainingReport;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.models.training.TrainingSpec;
import dev.vigil.models.training.TrainingTable;
import dev.vigil.models.training.TribuoTreesFit;
import dev.vigil.models.training.TribuoTreesLearner;
import dev.vigil.models.training.XgboostFit;
import dev.vigil.models.training.XgboostLearner;
import dev.vigil.models.trees.TreeFeatures;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.RecordingFormat;
import dev.vigil.simulator.recordings.Recordings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains a model on a recording. The same recording, number of patients and seed give the same
 * bundle to the byte, on any machine; nothing of this one stands in it.
 */
public final class TrainingRun {
  /**
   * Half of what the trainer takes by itself, and 16 for each positive row of the sepsis
   * recordings: so a training of 14,000 patients fits the 1 GB that {@code ./vigil} gives.
   */
  private static final int MOST_NEGATIVES = 100_000;

  private final TrainingOrder order;
  private final Progress progress;
  private final RecordedCohort cohort = new RecordedCohort();

  public TrainingRun(TrainingOrder order, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * What came of it.
   *
   * @param models one of each set of inputs, with its bundle
   * @param evaluation of these models, in their order, each on patients it hadn't seen
   * @param use how much of the recording it stands on
   */
  public record Trained(
      List<TrainingReport> models, EvaluationReport evaluation, RecordingUse use) {
    public Trained {
      models = List.copyOf(models);
    }
  }

  /**
   * Trains.
   *
   * @throws VigilException if the recording can't be read, or there is too little in it to learn
   *     from
   */
  public Trained run() {
    try {
      TrainingTable table = read();
      List<TrainingReport> models = new ArrayList<>();
      for (InputSet inputs : order.inputs()) {
        progress.at("models of " + order.name(inputs), models.size());
        TrainingTable some = table.ofFeatures(inputs::includes);
        models.add(Trainer.train(spec(inputs), learners(table.size()), some, progress));
      }
      List<Contestant> contestants = models.stream().map(cohort::contestant).toList();
      EvaluationReport evaluation =
          Evaluation.of(cohort.stays(), contestants, order.settings(), progress::at);
      return new Trained(models, evaluation, cohort.use());
    } catch (RecordingException | IllegalStateException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.problem(
          order.data() + " is not enough to learn " + order.label() + " from: " + why(e) + ".", e);
    }
  }

  private TrainingTable read() {
    Recording recording = Recordings.open(order.data());
    try (Stream<RecordedPatient> patients = recording.patients()) {
      Iterator<TrainingRow> rows =
          patients
              .limit(order.patients())
              .flatMap(patient -> cohort.add(patient).stream())
              .iterator();
      return TrainingTable.of(features(), rows, progress);
    }
  }

  private String why(IllegalArgumentException e) {
    RecordingUse use = cohort.use();
    return use.unlabelledRows() == use.rows()
        ? "none of its " + use.rows() + " rows has a label, take a recording that has them"
        : String.valueOf(e.getMessage());
  }

  private List<String> features() {
    return switch (order.algorithm()) {
      case LOGISTIC, SVM_LINEAR, CART, RANDOM_FOREST -> LinearInputs.defaultFeatures();
      case XGBOOST -> TreeFeatures.all();
    };
  }

  private TrainingSpec spec(InputSet inputs) {
    return new TrainingSpec(
        order.name(inputs),
        order.version(),
        order.label(),
        source(order.data()),
        order.seed(),
        order.folds(),
        AlarmWorth.SEPSIS_UTILITY);
  }

  /** The usual one, with a search some others. */
  private List<Learner> learners(int rows) {
    List<Learner> all = all(rows);
    return order.search() ? all : all.subList(0, 1);
  }

  private List<Learner> all(int rows) {
    return switch (order.algorithm()) {
      case LOGISTIC -> LinearFit.searched(LinearFit.LOGISTIC).stream().map(this::linear).toList();
      case SVM_LINEAR -> LinearFit.searched(LinearFit.SVM).stream().map(this::linear).toList();
      case CART -> TribuoTreesFit.SEARCHED_CART.stream().map(this::trees).toList();
      case RANDOM_FOREST -> TribuoTreesFit.SEARCHED_FOREST.stream().map(this::trees).toList();
      case XGBOOST -> XgboostFit.SEARCHED.stream().map(fit -> boosted(fit, rows)).toList();
    };
  }

  private Learner linear(LinearFit fit) {
    return new LinearLearner(fit.withMaxNegatives(MOST_NEGATIVES), order.seed());
  }

  private Learner trees(TribuoTreesFit fit) {
    return new TribuoTreesLearner(fit, order.seed());
  }

  /** What is counted in rows shrinks with them. */
  private Learner boosted(XgboostFit fit, int rows) {
    double share = Math.min(1, (double) rows / XgboostFit.ROWS_OF_SEPSIS);
    return new XgboostLearner(
        fit.forFewer(share).withModels(order.average()),
        order.seed(),
        Runtime.getRuntime().availableProcessors());
  }

  /** The recording in words, for the provenance: its own name and never where it lies. */
  public static String source(Path data) {
    Path name = data.toAbsolutePath().normalize().getFileName();
    String format =
        Recordings.formats().stream()
            .filter(known -> known.recognises(data))
            .map(RecordingFormat::name)
            .findFirst()
            .orElse("unknown format");
    return (name == null ? "recording" : name) + ", " + format;
  }
}
