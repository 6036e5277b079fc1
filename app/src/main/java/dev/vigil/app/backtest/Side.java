package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.Governance;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.app.verify.Refold;
import dev.vigil.models.evaluation.AlertCourse;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Score;
import java.util.HashMap;
import java.util.Map;

/** One of the two that are held against each other: the alerts of one model's scores. */
final class Side {
  private final String model;
  private final Refold<PatientAlerts, AlertOutput> alerts;
  private final Map<String, PatientCourse> courses = new HashMap<>();

  /**
   * A side.
   *
   * @param model whose alerts count
   * @param governance which rules hold and which version is live at which instant
   */
  Side(String model, Governance governance) {
    this.model = requireNonNull(model, "model is null");
    alerts = new Refold<>(new AlertFold(governance), PatientAlerts::empty, this::take);
  }

  /** Whose alerts count. */
  String model() {
    return model;
  }

  /** Folds a record that is no score. */
  void record(long offset, long stamp, PatientRecord record) {
    alerts.record(offset, stamp, record);
  }

  /** Folds a score of its model. */
  void score(long offset, long stamp, Score score) {
    of(score.patient()).add(score);
    alerts.record(offset, stamp, score);
  }

  /** Runs all that is due before a second. */
  void finish(long until) {
    alerts.finish(until);
  }

  /** See {@link PatientCourse#hours}. */
  AlertCourse hours(String patient, long[] begins) {
    return of(patient).hours(begins);
  }

  private void take(String patient, OutputNumber number, AlertOutput output) {
    if (output instanceof AlertOutput.Transition changed) {
      PatientCourse course = of(patient);
      AlertTransition transition = changed.transition();
      // When its rule is taken away, an alert ends without saying which score it stood on.
      if (isOfModel(transition) || course.isOpen(transition.alert())) {
        course.add(transition);
      }
    }
  }

  private boolean isOfModel(AlertTransition transition) {
    Score score = transition.evidence().score();
    return score != null && score.model().equals(model);
  }

  private PatientCourse of(String patient) {
    return courses.computeIfAbsent(patient, id -> new PatientCourse());
  }
}
