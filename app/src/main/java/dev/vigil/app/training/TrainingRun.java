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
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * @param model that was asked for; in its bundle are its card and its ladder
   * @param ladder simpler models, each by what it may see
   * @param evaluation of the model, of the ladder and of NEWS2, each on patients it hadn't seen
   * @param use how much of the recording it stands on
   */
  public record Trained(
      TrainingReport model,
      Map<InputSet, TrainingReport> ladder,
      EvaluationReport evaluation,
      RecordingUse use) {
    public Trained {
      ladder = Collections.unmodifiableMap(new LinkedHashMap<>(ladder));
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
      progress.at("models of " + order.model(), 0);
      TrainingReport model =
          Trainer.train(
              spec(order.inputs(), true),
              learners(table.size()),
              table.ofFeatures(order.inputs()::includes),
              progress);
      Map<InputSet, TrainingReport> ladder = ladder(table, model);
      List<Contestant> contestants = new ArrayList<>(List.of(cohort.contestant(model)));
      ladder.values().forEach(rung -> contestants.add(cohort.contestant(rung)));
      contestants.add(cohort.news2());
      EvaluationReport evaluation =
          Evaluation.of(cohort.stays(), contestants, order.settings(), progress::at);
      byte[] bundle = new Carding(order, evaluation).bundle(model, ladder);
      return new Trained(model.withBundle(bundle), ladder, evaluation, cohort.use());
    } catch (RecordingException | IllegalStateException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.problem(
          order.data() + " is not enough to learn " + order.label() + " from: " + why(e) + ".", e);
    }
  }

  /** With the settings of the model itself, but one model where several are averaged. */
  private Map<InputSet, TrainingReport> ladder(TrainingTable table, TrainingReport model) {
    Learner learner =
        learners(table.size()).stream()
            .filter(each -> each.settings().equals(model.settings()))
            .findFirst()
            .orElseThrow();
    Map<InputSet, TrainingReport> ladder = new LinkedHashMap<>();
    for (InputSet rung : order.ladder()) {
      TrainingTable some = table.ofFeatures(rung::includes);
      if (some.hasFeatures()) {
        progress.at("models of " + order.name(rung), 0);
        ladder.put(
            rung, Trainer.train(spec(rung, false), List.of(learner.draft()), some, progress));
      }
    }
    return ladder;
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

  private TrainingSpec spec(InputSet inputs, boolean nested) {
    return new TrainingSpec(
        order.name(inputs),
        order.version(),
        order.label(),
        source(order.data()),
        order.seed(),
        order.folds(),
        AlarmWorth.SEPSIS_UTILITY,
        nested);
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
      case XGBOOST ->
          XgboostFit.SEARCHED.stream()
              .filter(fit -> order.average() == 1 || fit.worth() == XgboostFit.SEPSIS.worth())
              .map(fit -> boosted(fit, rows))
              .toList();
    };
  }

  private Learner linear(LinearFit fit) {
    return new LinearLearner(fit.withMaxNegatives(MOST_NEGATIVES), order.seed());
  }

  private Learner trees(TribuoTreesFit fit) {
    return new TribuoTreesLearner(fit, order.seed());
  }

  /** Of several that are averaged the others have other settings; what counts rows shrinks. */
  private Learner boosted(XgboostFit fit, int rows) {
    double share = Math.min(1, (double) rows / XgboostFit.ROWS_OF_SEPSIS);
    List<XgboostFit> fits = new ArrayList<>(List.of(fit.forFewer(share)));
    for (int i = 1; i < order.average(); i++) {
      XgboostFit other = XgboostFit.AVERAGED.get(i % XgboostFit.AVERAGED.size());
      fits.add(other.forFewer(share));
    }
    return new XgboostLearner(fits, order.seed(), Runtime.getRuntime().availableProcessors());
  }

  /** The recording in words, for the provenance: its own name and never where it lies. */
  private static String source(Path data) {
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
