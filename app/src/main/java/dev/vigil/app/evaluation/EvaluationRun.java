package dev.vigil.app.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.RecordedCourse;
import dev.vigil.app.cohort.RecordedScores;
import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a bundle on a recording: every patient-hour gets one probability of each model, out of
 * what was known then, also where nothing was measured.
 */
public final class EvaluationRun {
  private static final int PATIENTS_PER_REPORT = 1000;

  private final EvaluationOrder order;
  private final List<EvaluatedModel> models;
  private final Progress progress;
  private final StayReader reader = new StayReader();
  private final List<LabelledStay> stays = new ArrayList<>();
  private final List<List<double[]>> probabilities = new ArrayList<>();
  private final Predictions predictions;
  private final Target target;
  private final RecordedScores scores = new RecordedScores();

  public EvaluationRun(EvaluationOrder order, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.models = order.models().models();
    this.target = order.models().target();
    this.predictions = new Predictions(models.get(0).threshold());
    models.forEach(model -> probabilities.add(new ArrayList<>()));
  }

  /**
   * What came of it.
   *
   * @param report of the comparison; the bundle's model is the first; null where there are only
   *     predictions
   * @param whyNot why there is no report
   * @param use how much of the recording it stands on
   * @param predictions of the bundle's model, of rows without a label too
   */
  public record Evaluated(
      @Nullable EvaluationReport report,
      @Nullable String whyNot,
      RecordingUse use,
      Predictions predictions) {}

  /**
   * Evaluates.
   *
   * @throws VigilException if the recording can't be read
   */
  public Evaluated run() {
    try {
      Recording recording = target.open(order.data());
      try (Stream<RecordedPatient> patients = recording.patients()) {
        Iterator<RecordedPatient> each = patients.limit(order.patients()).iterator();
        while (each.hasNext()) {
          add(each.next());
        }
      }
    } catch (RecordingException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
    progress.at("patients scored", reader.use().patients());
    String whyNot = whyNot();
    EvaluationReport report =
        whyNot == null
            ? Evaluation.of(stays, contestants(), target.settings(order.settings()), progress::at)
            : null;
    return new Evaluated(report, whyNot, reader.use(), predictions);
  }

  private List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      EvaluatedModel model = models.get(i);
      contestants.add(
          new Contestant(model.name(), model.threshold(), model.isRisk(), probabilities.get(i)));
    }
    contestants.addAll(scores.contestants());
    return contestants;
  }

  /** Why the models can't be compared; null where they can. */
  private @Nullable String whyNot() {
    long rows = 0;
    long positives = 0;
    for (LabelledStay stay : stays) {
      for (boolean label : stay.labels()) {
        rows++;
        positives += label ? 1 : 0;
      }
    }
    return positives > 0 && positives < rows
        ? null
        : positives
            + " of its "
            + rows
            + " rows with a label are positive, expected some of each kind; take more patients"
            + " or a recording that has labels.";
  }

  private void add(RecordedPatient patient) {
    Map<Long, TrainingRow> rows = new HashMap<>();
    RecordedCourse course = target.course(patient);
    course.rows(reader.stay(patient)).forEach(row -> rows.put(row.time(), row));
    stays.add(course.stay());
    scores.add(patient, course);
    for (int i = 0; i < models.size(); i++) {
      EvaluatedModel model = models.get(i);
      double[] carried =
          course.carried(
              time -> {
                TrainingRow row = rows.get(time);
                return row == null ? Double.NaN : model.says(row.vector());
              });
      probabilities.get(i).add(course.atLabels(carried));
      if (i == 0) {
        predictions.add(patient.id(), course.hours(), carried);
      }
    }
    if (reader.use().patients() % PATIENTS_PER_REPORT == 0) {
      progress.at("patients scored", reader.use().patients());
    }
  }
}
