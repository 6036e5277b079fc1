package dev.vigil.app.training;

import dev.vigil.app.cohort.RecordedCourse;
import dev.vigil.app.cohort.RecordedScores;
import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.cohort.Target;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.training.OutOfFold;
import dev.vigil.models.training.TrainingReport;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.simulator.recordings.RecordedPatient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The patients of a recording as they are read: the rows to learn from are handed on, what the
 * models are compared on is kept.
 */
final class RecordedCohort {
  /** Of a patient whom no model was asked about. */
  private static final double NEVER = 1;

  private final Target target;
  private final StayReader reader = new StayReader();
  private final List<RecordedCourse> courses = new ArrayList<>();
  private final RecordedScores scores = new RecordedScores();

  RecordedCohort(Target target) {
    this.target = target;
  }

  List<TrainingRow> add(RecordedPatient patient) {
    RecordedCourse course = target.course(patient);
    if (course.labelled().length > 0) {
      courses.add(course);
      scores.add(patient, course);
    }
    return course.withLabel(target.rows(course, reader.read(patient)));
  }

  RecordingUse use() {
    return reader.use();
  }

  List<LabelledStay> stays() {
    return courses.stream().map(RecordedCourse::stay).toList();
  }

  /** Scores that the recording gives itself. */
  List<Contestant> recordedScores() {
    return scores.contestants();
  }

  /** A model as it was validated, each patient with the probabilities and threshold of its part. */
  Contestant contestant(TrainingReport report) {
    Map<String, Map<Long, OutOfFold>> byPatient = new HashMap<>();
    for (OutOfFold row : report.outOfFold()) {
      byPatient.computeIfAbsent(row.patient(), id -> new HashMap<>()).put(row.time(), row);
    }
    List<double[]> probabilities = new ArrayList<>();
    List<Double> thresholds = new ArrayList<>();
    for (RecordedCourse course : courses) {
      Map<Long, OutOfFold> rows = byPatient.getOrDefault(course.stay().patient(), Map.of());
      double[] carried =
          course.carried(
              time -> {
                OutOfFold row = rows.get(time);
                return row == null ? Double.NaN : row.probability();
              });
      probabilities.add(course.atLabels(carried));
      thresholds.add(
          rows.values().stream().mapToDouble(OutOfFold::threshold).findFirst().orElse(NEVER));
    }
    return new Contestant(report.model(), report.threshold(), thresholds, true, probabilities);
  }
}
