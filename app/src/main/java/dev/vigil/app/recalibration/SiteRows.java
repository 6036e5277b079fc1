package dev.vigil.app.recalibration;

import dev.vigil.app.cohort.RecordedCourse;
import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.cohort.Target;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.simulator.recordings.RecordedPatient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a model says of a site's patients, before it is calibrated. */
final class SiteRows {
  private final Target target;
  private final RiskModel model;
  private final StayReader reader = new StayReader();
  private final List<RecordedCourse> labelled = new ArrayList<>();
  private final List<RecordedCourse> all = new ArrayList<>();
  private final List<Map<Long, Double>> margins = new ArrayList<>();
  private final List<Labelled> rows = new ArrayList<>();
  private long positives;

  private record Labelled(double margin, boolean label, double worth) {}

  SiteRows(Target target, RiskModel model) {
    this.target = target;
    this.model = model;
  }

  void add(RecordedPatient patient) {
    RecordedCourse course = target.course(patient);
    List<TrainingRow> said = course.rows(reader.stay(patient));
    Map<Long, Double> ofPatient = new HashMap<>();
    said.forEach(row -> ofPatient.put(row.time(), model.margin(row.vector())));
    for (TrainingRow row : course.withLabel(said)) {
      double margin = ofPatient.getOrDefault(row.time(), Double.NaN);
      double worth = target.worth().of(row.label(), row.sinceLabel());
      rows.add(new Labelled(margin, row.label(), worth));
      positives += row.label() ? 1 : 0;
    }
    labelled.add(course);
    all.add(course.unlabelled());
    margins.add(ofPatient);
  }

  /** Whether there are rows of both labels. */
  boolean isLabelled() {
    return positives > 0 && positives < rows.size();
  }

  RecordingUse use() {
    return reader.use();
  }

  /** The calibration that fits the labels best. */
  Calibration calibration() {
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).label();
    }
    return Calibration.fit(rows.stream().mapToDouble(Labelled::margin).toArray(), labels);
  }

  /** The threshold that the labels call for. */
  double threshold(Calibration calibration) {
    return target
        .worth()
        .threshold(
            rows.stream().mapToDouble(row -> calibration.probability(row.margin())).toArray(),
            rows.stream().mapToDouble(Labelled::worth).toArray())
        .probability();
  }

  /** Stays with the rows that have a label. */
  List<LabelledStay> labelledStays() {
    return labelled.stream().map(RecordedCourse::stay).toList();
  }

  List<double[]> labelledProbabilities(Calibration calibration) {
    return probabilities(labelled, calibration);
  }

  /** Stays with all rows, of whatever label. */
  List<LabelledStay> allStays() {
    return all.stream().map(RecordedCourse::stay).toList();
  }

  List<double[]> allProbabilities(Calibration calibration) {
    return probabilities(all, calibration);
  }

  private List<double[]> probabilities(List<RecordedCourse> courses, Calibration calibration) {
    List<double[]> probabilities = new ArrayList<>();
    for (int i = 0; i < courses.size(); i++) {
      Map<Long, Double> said = margins.get(i);
      RecordedCourse course = courses.get(i);
      double[] carried =
          course.carried(
              time -> {
                Double margin = said.get(time);
                return margin == null ? Double.NaN : calibration.probability(margin);
              });
      probabilities.add(course.atLabels(carried));
    }
    return probabilities;
  }
}
