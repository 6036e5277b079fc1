package dev.vigil.app.cohort;

import dev.vigil.app.replay.ReplayRun;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.training.RecordedStay;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordedStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A recorded stay, hour by hour. A model is asked at every hour, also when nothing was measured;
 * where it says nothing, what it said before stands, and 0 before any.
 *
 * @param stay the hours that have a label
 * @param hours since admission, of every row
 * @param times of the rows in the feature engine, whole seconds
 * @param labelled places of the rows that have a label
 */
public record RecordedCourse(LabelledStay stay, int[] hours, long[] times, int[] labelled) {
  private static final int SECONDS_PER_HOUR = 3_600;

  /** The course of a patient with labels of sepsis: a row for each step. */
  static RecordedCourse ofSepsis(RecordedPatient patient) {
    List<RecordedStep> steps = patient.steps();
    int[] labelled =
        IntStream.range(0, steps.size()).filter(row -> steps.get(row).label() != null).toArray();
    int[] hours =
        steps.stream()
            .mapToInt(step -> patient.firstHour() + (int) (step.offsetSeconds() / SECONDS_PER_HOUR))
            .toArray();
    long[] times = steps.stream().mapToLong(StayReader::time).toArray();
    boolean[] labels = new boolean[labelled.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = Boolean.TRUE.equals(steps.get(labelled[i]).label());
    }
    int[] labelledHours = IntStream.of(labelled).map(row -> hours[row]).toArray();
    LabelledStay stay =
        LabelledStay.ofSepsis(patient.id(), PatientGroups.of(patient), labelledHours, labels);
    return new RecordedCourse(stay, hours, times, labelled);
  }

  /**
   * The course of a patient of whom it is known, or not, what became in the end: a row for each
   * full hour after the first step.
   */
  static RecordedCourse ofOutcome(RecordedPatient patient, int lastHour) {
    int[] hours = IntStream.rangeClosed(1, lastHour).toArray();
    long[] times =
        IntStream.of(hours)
            .mapToLong(hour -> ReplayRun.START + (long) hour * SECONDS_PER_HOUR)
            .toArray();
    Set<Boolean> outcome = new HashSet<>();
    patient.steps().forEach(step -> outcome.add(step.label()));
    boolean isKnown = !outcome.isEmpty() && !outcome.contains(null);
    int[] labelled = isKnown ? IntStream.range(0, lastHour).toArray() : new int[0];
    LabelledStay stay =
        LabelledStay.ofOutcome(
            patient.id(),
            PatientGroups.of(patient),
            isKnown ? hours : new int[0],
            outcome.contains(true));
    return new RecordedCourse(stay, hours, times, labelled);
  }

  /** The same course where nobody says what became of the patient: every row counts. */
  public RecordedCourse unlabelled() {
    LabelledStay every = LabelledStay.ofOutcome(stay.patient(), stay.groups(), hours, false);
    return new RecordedCourse(every, hours, times, IntStream.range(0, hours.length).toArray());
  }

  /** Of rows at times of this course those that have a label. */
  public List<TrainingRow> withLabel(List<TrainingRow> rows) {
    Set<Long> known = new HashSet<>();
    for (int row : labelled) {
      known.add(times[row]);
    }
    return rows.stream().filter(row -> known.contains(row.time())).toList();
  }

  /** What is known at each row, with its label; where there is none it is false. */
  public List<TrainingRow> rows(RecordedStay recorded) {
    boolean[] labels = new boolean[times.length];
    long first = TrainingRow.NEVER;
    for (int i = labelled.length - 1; i >= 0; i--) {
      labels[labelled[i]] = stay.labels()[i];
      first = stay.labels()[i] ? times[labelled[i]] : first;
    }
    List<FeatureVector> vectors = recorded.vectors(times);
    List<TrainingRow> rows = new ArrayList<>(times.length);
    for (int row = 0; row < times.length; row++) {
      long since = first == TrainingRow.NEVER ? first : times[row] - first;
      rows.add(new TrainingRow(stay.patient(), times[row], vectors.get(row), labels[row], since));
    }
    return rows;
  }

  /**
   * What stands at every row.
   *
   * @param says what is said at a time, NaN where nothing is
   */
  public double[] carried(LongToDoubleFunction says) {
    double[] carried = new double[times.length];
    double before = 0;
    for (int row = 0; row < carried.length; row++) {
      double said = says.applyAsDouble(times[row]);
      before = Double.isNaN(said) ? before : said;
      carried[row] = before;
    }
    return carried;
  }

  /** Of numbers at every row those at rows that have a label. */
  public double[] atLabels(double[] numbers) {
    return IntStream.of(labelled).mapToDouble(row -> numbers[row]).toArray();
  }
}
