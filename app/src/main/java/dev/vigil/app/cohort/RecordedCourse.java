package dev.vigil.app.cohort;

import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordedStep;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A recorded stay, hour by hour. A model is asked at every hour; where it says nothing, for
 * instance because nothing was measured, what it said before stands, and 0 before any.
 *
 * @param stay the hours that have a label
 * @param hours since admission, of every row
 * @param times of the rows in the feature engine, whole seconds
 * @param labelled places of the rows that have a label
 */
public record RecordedCourse(LabelledStay stay, int[] hours, long[] times, int[] labelled) {
  private static final int SECONDS_PER_HOUR = 3_600;

  /** The course of a patient with labels of sepsis. */
  public static RecordedCourse ofSepsis(RecordedPatient patient) {
    List<RecordedStep> steps = patient.steps();
    return of(
        patient,
        IntStream.range(0, steps.size()).filter(row -> steps.get(row).label() != null).toArray());
  }

  /**
   * The course of a patient of whom nobody says what became: every row counts, none is positive.
   */
  public static RecordedCourse unlabelled(RecordedPatient patient) {
    return of(patient, IntStream.range(0, patient.steps().size()).toArray());
  }

  private static RecordedCourse of(RecordedPatient patient, int[] labelled) {
    List<RecordedStep> steps = patient.steps();
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
