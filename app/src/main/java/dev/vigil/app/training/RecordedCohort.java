package dev.vigil.app.training;

import dev.vigil.app.cohort.RecordedCourse;
import dev.vigil.app.cohort.RecordedScores;
import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.evaluation.EvaluatedModel;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.training.OutOfFold;
import dev.vigil.models.training.RecordedStay;
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
  private final EvaluatedModel news2 = EvaluatedModel.news2();
  private final List<double[]> ofNews2 = new ArrayList<>();

  /** A patient as the intake takes it. */
  private record Read(RecordedPatient patient, RecordedCourse course, RecordedStay stay) {}

  /**
   * What the feature engine makes of a patient.
   *
   * @param ofNews2 what NEWS2 says at the rows that have a label
   */
  private record Known(Read of, List<TrainingRow> rows, double[] ofNews2) {}

  RecordedCohort(Target target) {
    this.target = target;
  }

  /** Some patients, whose stays go through the feature engine side by side; rows in their order. */
  List<TrainingRow> add(List<RecordedPatient> patients) {
    List<Read> read =
        patients.stream()
            .map(patient -> new Read(patient, target.course(patient), reader.stay(patient)))
            .toList();
    List<TrainingRow> rows = new ArrayList<>();
    read.parallelStream().map(this::known).toList().forEach(known -> rows.addAll(keep(known)));
    return rows;
  }

  private Known known(Read read) {
    RecordedCourse course = read.course();
    List<TrainingRow> rows = course.rows(read.stay());
    Map<Long, Double> said = new HashMap<>();
    rows.forEach(row -> said.put(row.time(), news2.says(row.vector())));
    double[] carried = course.carried(time -> said.getOrDefault(time, Double.NaN));
    return new Known(read, course.withLabel(rows), course.atLabels(carried));
  }

  private List<TrainingRow> keep(Known known) {
    RecordedCourse course = known.of().course();
    if (course.labelled().length > 0) {
      courses.add(course);
      scores.add(known.of().patient(), course);
      ofNews2.add(known.ofNews2());
    }
    return known.rows();
  }

  RecordingUse use() {
    return reader.use();
  }

  List<LabelledStay> stays() {
    return courses.stream().map(RecordedCourse::stay).toList();
  }

  /** What there is without a model: NEWS2, where it is about such patients, and the recording's. */
  List<Contestant> scores() {
    List<Contestant> all = new ArrayList<>();
    if (target.isOfMonitoring()) {
      all.add(new Contestant(news2.name(), news2.threshold(), news2.isRisk(), ofNews2));
    }
    all.addAll(scores.contestants());
    return all;
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
