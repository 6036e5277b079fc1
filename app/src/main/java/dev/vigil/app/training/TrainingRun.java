package dev.vigil.app.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.models.logistic.LogisticInputs;
import dev.vigil.models.training.AlarmWorth;
import dev.vigil.models.training.Learner;
import dev.vigil.models.training.LogisticFit;
import dev.vigil.models.training.LogisticLearner;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.Trainer;
import dev.vigil.models.training.TrainingReport;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.models.training.TrainingSpec;
import dev.vigil.models.training.XgboostFit;
import dev.vigil.models.training.XgboostLearner;
import dev.vigil.models.trees.TreeFeatures;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.RecordingFormat;
import dev.vigil.simulator.recordings.Recordings;
import java.nio.file.Path;
import java.util.Iterator;
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
  private final StayReader reader = new StayReader();

  public TrainingRun(TrainingOrder order, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * What came of it.
   *
   * @param report of the trainer, with the bundle
   * @param use how much of the recording it stands on
   */
  public record Trained(TrainingReport report, RecordingUse use) {}

  /**
   * Trains.
   *
   * @throws VigilException if the recording can't be read, or there is too little in it to learn
   *     from
   */
  public Trained run() {
    try {
      Recording recording = Recordings.open(order.data());
      try (Stream<RecordedPatient> patients = recording.patients()) {
        Iterator<TrainingRow> rows =
            patients
                .limit(order.patients())
                .flatMap(patient -> reader.read(patient).stream())
                .iterator();
        TrainingReport report = Trainer.train(spec(), learner(), rows, progress);
        return new Trained(report, reader.use());
      }
    } catch (RecordingException | IllegalStateException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.problem(
          order.data() + " is not enough to learn " + order.label() + " from: " + why(e) + ".", e);
    }
  }

  private String why(IllegalArgumentException e) {
    RecordingUse use = reader.use();
    return use.unlabelledRows() == use.rows()
        ? "none of its " + use.rows() + " rows has a label, take a recording that has them"
        : String.valueOf(e.getMessage());
  }

  private TrainingSpec spec() {
    return new TrainingSpec(
        order.model(),
        order.version(),
        order.label(),
        source(order.data()),
        switch (order.algorithm()) {
          case LOGISTIC -> LogisticInputs.defaultFeatures();
          case XGBOOST -> TreeFeatures.all();
        },
        order.seed(),
        TrainingSpec.HELD_OUT);
  }

  private Learner learner() {
    return switch (order.algorithm()) {
      case LOGISTIC ->
          new LogisticLearner(
              new LogisticFit(LogisticFit.DEFAULT.epochs(), MOST_NEGATIVES), order.seed());
      case XGBOOST ->
          new XgboostLearner(
              XgboostFit.DEFAULT.with(AlarmWorth.SEPSIS_UTILITY),
              order.seed(),
              Runtime.getRuntime().availableProcessors());
    };
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
