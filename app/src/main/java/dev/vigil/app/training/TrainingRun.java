package dev.vigil.app.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.training.InputSet;
import dev.vigil.models.training.Learner;
import dev.vigil.models.training.LinearFit;
import dev.vigil.models.training.LinearLearner;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.SideBySide;
import dev.vigil.models.training.Trainer;
import dev.vigil.models.training.TrainingReport;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.models.training.TrainingSpec;
import dev.vigil.models.training.TrainingTable;
import dev.vigil.models.training.TribuoTreesFit;
import dev.vigil.models.training.TribuoTreesLearner;
import dev.vigil.models.training.XgboostLearner;
import dev.vigil.models.training.XgboostSearch;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
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

  /** Patients; their vectors are held until all of them are made. */
  private static final int READ_AT_ONCE = 64;

  private final TrainingOrder order;
  private final Progress progress;
  private final RecordedCohort cohort;

  public TrainingRun(TrainingOrder order, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.progress = requireNonNull(progress, "progress is null").inTurn();
    this.cohort = new RecordedCohort(order.target());
  }

  /**
   * What came of it.
   *
   * @param target what it predicts
   * @param model that was asked for; in its bundle are its card and its ladder
   * @param ladder simpler models, each by what it may see
   * @param evaluation of the model, of the ladder, of NEWS2 and of scores that the recording gives
   *     itself, each on patients it hadn't seen
   * @param use how much of the recording it stands on
   */
  public record Trained(
      Target target,
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
    try (SideBySide lanes = new SideBySide()) {
      return trained(read(), lanes);
    } catch (RecordingException | IllegalStateException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.problem(
          order.data() + " is not enough to learn " + order.target() + " from: " + why(e) + ".", e);
    }
  }

  private Trained trained(TrainingTable table, SideBySide lanes) {
    List<Learner> learners = learners(table.size());
    Supplier<TrainingReport> model =
        Trainer.begin(
            spec(order.inputs(), true),
            learners,
            table.ofFeatures(order.inputs()::includes),
            progress,
            lanes);
    // without a search the ladder needn't wait for what is found
    Optional<Map<InputSet, Supplier<TrainingReport>>> early =
        learners.size() == 1
            ? Optional.of(ladder(table, learners.get(0), lanes))
            : Optional.empty();
    TrainingReport report = model.get();
    Map<InputSet, Supplier<TrainingReport>> rungs =
        early.orElseGet(() -> ladder(table, learnerOf(report.settings(), learners), lanes));
    Map<InputSet, TrainingReport> ladder = new LinkedHashMap<>();
    rungs.forEach((inputs, rung) -> ladder.put(inputs, rung.get()));
    EvaluationReport evaluation = evaluation(report, ladder);
    byte[] bundle = new Carding(order, evaluation).bundle(report, ladder);
    return new Trained(order.target(), report.withBundle(bundle), ladder, evaluation, cohort.use());
  }

  private EvaluationReport evaluation(TrainingReport model, Map<InputSet, TrainingReport> ladder) {
    List<Contestant> contestants = new ArrayList<>(List.of(cohort.contestant(model)));
    ladder.values().forEach(rung -> contestants.add(cohort.contestant(rung)));
    contestants.addAll(cohort.scores());
    return Evaluation.of(
        cohort.stays(), contestants, order.target().settings(order.settings()), progress::at);
  }

  private static Learner learnerOf(SortedMap<String, String> settings, List<Learner> learners) {
    return learners.stream()
        .filter(each -> each.settings().equals(settings))
        .findFirst()
        .orElseThrow();
  }

  /** With the settings of the model itself, see {@link Learner#rung}. */
  private Map<InputSet, Supplier<TrainingReport>> ladder(
      TrainingTable table, Learner learner, SideBySide lanes) {
    Map<InputSet, Supplier<TrainingReport>> ladder = new LinkedHashMap<>();
    for (InputSet rung : order.ladder()) {
      TrainingTable some = table.ofFeatures(rung::includes);
      if (some.hasFeatures()) {
        ladder.put(
            rung, Trainer.begin(spec(rung, false), List.of(learner.rung()), some, progress, lanes));
      }
    }
    return ladder;
  }

  private TrainingTable read() {
    Recording recording = order.target().open(order.data());
    try (Stream<RecordedPatient> patients = recording.patients()) {
      Iterator<RecordedPatient> each = patients.limit(order.patients()).iterator();
      Iterator<TrainingRow> rows =
          Stream.generate(() -> next(each))
              .takeWhile(some -> !some.isEmpty())
              .flatMap(some -> cohort.add(some).stream())
              .iterator();
      return TrainingTable.of(features(), rows, progress);
    }
  }

  private static List<RecordedPatient> next(Iterator<RecordedPatient> patients) {
    List<RecordedPatient> some = new ArrayList<>();
    while (some.size() < READ_AT_ONCE && patients.hasNext()) {
      some.add(patients.next());
    }
    return some;
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
        order.target().label(),
        source(order.data()),
        order.seed(),
        order.folds(),
        order.target().worth(),
        nested);
  }

  /** The usual one, with a search some others. */
  private List<Learner> learners(int rows) {
    List<Learner> all = all(rows);
    return order.search() ? all : all.subList(0, 1);
  }

  private List<Learner> all(int rows) {
    return switch (order.algorithm()) {
      case LOGISTIC -> linear(LinearFit.LOGISTIC);
      case SVM_LINEAR -> linear(LinearFit.SVM);
      case CART -> trees(TribuoTreesFit.SEARCHED_CART, rows);
      case RANDOM_FOREST -> trees(TribuoTreesFit.SEARCHED_FOREST, rows);
      case XGBOOST -> boosted(order.target().trees().forRows(rows));
    };
  }

  private List<Learner> linear(LinearFit usual) {
    return LinearFit.searched(usual.withEpochs(order.target().epochs())).stream()
        .map(fit -> fit.withMaxNegatives(MOST_NEGATIVES))
        .map(fit -> (Learner) new LinearLearner(fit, order.seed()))
        .toList();
  }

  /** What is counted in rows shrinks with them: the settings are of the sepsis recordings. */
  private List<Learner> trees(List<TribuoTreesFit> fits, int rows) {
    double share = Math.min(1, (double) rows / XgboostSearch.SEPSIS.rows());
    return fits.stream()
        .map(fit -> new TribuoTreesLearner(fit, order.seed()).forFewer(share))
        .toList();
  }

  private List<Learner> boosted(XgboostSearch search) {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / SideBySide.AT_ONCE);
    return search.averages(order.average()).stream()
        .map(fits -> (Learner) new XgboostLearner(fits, order.seed(), threads))
        .toList();
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
