package dev.vigil.app.forecast;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.training.TrainingRun;
import dev.vigil.models.evaluation.ForecastEvaluation;
import dev.vigil.models.evaluation.ForecastReport;
import dev.vigil.models.forecast.ForecastTask;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.forecast.ForecastRows;
import dev.vigil.models.training.forecast.ForecastSpec;
import dev.vigil.models.training.forecast.ForecastTrainer;
import dev.vigil.models.training.forecast.ForecastTraining;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.Recordings;
import java.util.stream.Stream;

/** Trains a forecast of glucose on a recording, and measures it. */
public final class ForecastRun {
  private static final String GLUCOSE = "glucose";

  private final ForecastOrder order;
  private final Progress progress;
  private final StayReader reader = new StayReader();

  public ForecastRun(ForecastOrder order, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * What came of it.
   *
   * @param unseen of subjects whom nothing behind a forecast had seen
   * @param later of later time of the same subjects
   * @param refused moments at which there was too little to forecast from
   * @param withoutOutcome moments of which nobody knows what came
   * @param use how much of the recording it stands on
   */
  public record Forecasted(
      ForecastTraining training,
      ForecastReport unseen,
      ForecastReport later,
      long refused,
      long withoutOutcome,
      RecordingUse use) {
    public Forecasted {
      requireNonNull(training, "training is null");
      requireNonNull(unseen, "unseen is null");
      requireNonNull(later, "later is null");
      requireNonNull(use, "use is null");
    }
  }

  /**
   * Trains.
   *
   * @throws VigilException if the recording can't be read, or there is too little in it to learn
   *     from
   */
  public Forecasted run() {
    try {
      return learnFrom(read());
    } catch (RecordingException | IllegalStateException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.problem(
          order.data()
              + " is not enough to learn "
              + ForecastTask.GLUCOSE_30_MIN_LABEL
              + " from: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  private Forecasted learnFrom(ForecastRows rows) {
    ForecastSpec spec =
        new ForecastSpec(
            order.model(),
            order.version(),
            ForecastTask.GLUCOSE_30_MIN_LABEL,
            TrainingRun.source(order.data()),
            order.seed(),
            order.folds(),
            order.level());
    ForecastTraining training = ForecastTrainer.train(spec, rows, progress);
    ForecastReport unseen =
        ForecastEvaluation.of(order.model(), training.unseen(), order.settings());
    ForecastReport later = ForecastEvaluation.of(order.model(), training.later(), order.settings());
    return new Forecasted(
        training.withBundle(ForecastCard.of(order, training.bundle(), unseen, later)),
        unseen,
        later,
        rows.refused(),
        rows.withoutOutcome(),
        reader.use());
  }

  private ForecastRows read() {
    ForecastRows rows = new ForecastRows(ForecastTask.GLUCOSE_30_MIN);
    Recording recording = Recordings.open(order.data());
    if (!recording.label().equals(GLUCOSE)) {
      throw VigilException.usage(
          "%s is about %s, expected a recording of continuous glucose."
              .formatted(order.data(), recording.label()));
    }
    try (Stream<RecordedPatient> patients = recording.patients()) {
      patients
          .filter(patient -> !patient.steps().isEmpty())
          .forEach(
              patient -> {
                rows.add(reader.stay(patient));
                progress.at("rows read", rows.rows().size());
              });
    }
    return rows;
  }
}
