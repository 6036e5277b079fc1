package dev.vigil.app.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.training.RecordingUse;
import dev.vigil.app.training.StayReader;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordedStep;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.Recordings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates a bundle on a recording: every patient-hour gets one probability of each model, out of
 * what was known then. An hour in which nothing was measured keeps what stood before, 0 before any.
 */
public final class EvaluationRun {
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int PATIENTS_PER_REPORT = 1000;

  private final EvaluationOrder order;
  private final List<EvaluatedModel> models;
  private final Progress progress;
  private final StayReader reader = new StayReader();
  private final List<LabelledStay> stays = new ArrayList<>();
  private final List<List<double[]>> probabilities = new ArrayList<>();
  private final Predictions predictions;

  public EvaluationRun(EvaluationOrder order, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.progress = requireNonNull(progress, "progress is null");
    this.models = order.models().models();
    this.predictions = new Predictions(models.get(0).threshold());
    models.forEach(model -> probabilities.add(new ArrayList<>()));
  }

  /**
   * What came of it.
   *
   * @param report of the comparison; the bundle's model is the first
   * @param use how much of the recording it stands on
   * @param predictions of the bundle's model, of rows without a label too
   */
  public record Evaluated(EvaluationReport report, RecordingUse use, Predictions predictions) {}

  /**
   * Evaluates.
   *
   * @throws VigilException if the recording can't be read, or has no labels of both kinds
   */
  public Evaluated run() {
    try {
      Recording recording = Recordings.open(order.data());
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
    requireBothLabels();
    EvaluationReport report = Evaluation.of(stays, contestants(), order.settings(), progress::at);
    return new Evaluated(report, reader.use(), predictions);
  }

  private List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      EvaluatedModel model = models.get(i);
      contestants.add(
          new Contestant(model.name(), model.threshold(), model.isRisk(), probabilities.get(i)));
    }
    return contestants;
  }

  private void requireBothLabels() {
    long rows = stays.stream().mapToLong(stay -> stay.labels().length).sum();
    long positives = 0;
    for (LabelledStay stay : stays) {
      for (boolean label : stay.labels()) {
        positives += label ? 1 : 0;
      }
    }
    if (positives == 0 || positives == rows) {
      throw VigilException.problem(
          order.data()
              + " is not enough to evaluate on: "
              + positives
              + " of its "
              + rows
              + " rows with a label are positive, expected some of each kind; take more patients"
              + " or a recording that has labels.");
    }
  }

  private void add(RecordedPatient patient) {
    Map<Long, TrainingRow> rows = new HashMap<>();
    reader.readAll(patient).forEach(row -> rows.put(row.time(), row));
    List<RecordedStep> steps = patient.steps();
    int[] hours = hours(patient);
    int[] labelled =
        IntStream.range(0, hours.length).filter(i -> steps.get(i).label() != null).toArray();
    for (int i = 0; i < models.size(); i++) {
      double[] says = says(models.get(i), steps, rows);
      probabilities.get(i).add(IntStream.of(labelled).mapToDouble(row -> says[row]).toArray());
      for (int row = 0; i == 0 && row < says.length; row++) {
        predictions.add(patient.id(), hours[row], says[row]);
      }
    }
    boolean[] labels = new boolean[labelled.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Boolean.TRUE.equals(steps.get(labelled[i]).label());
    }
    int[] labelledHours = IntStream.of(labelled).map(row -> hours[row]).toArray();
    stays.add(
        LabelledStay.ofSepsis(patient.id(), PatientGroups.of(patient), labelledHours, labels));
    if (reader.use().patients() % PATIENTS_PER_REPORT == 0) {
      progress.at("patients scored", reader.use().patients());
    }
  }

  private static double[] says(
      EvaluatedModel model, List<RecordedStep> steps, Map<Long, TrainingRow> rows) {
    double[] says = new double[steps.size()];
    double before = 0;
    for (int i = 0; i < says.length; i++) {
      TrainingRow row = rows.get(StayReader.time(steps.get(i)));
      before = row == null ? before : model.after(before, row.vector());
      says[i] = before;
    }
    return says;
  }

  /** Hours since admission as the recording counts them, from 1 where it doesn't. */
  private static int[] hours(RecordedPatient patient) {
    return patient.steps().stream()
        .mapToInt(step -> patient.firstHour() + (int) (step.offsetSeconds() / SECONDS_PER_HOUR))
        .toArray();
  }
}
