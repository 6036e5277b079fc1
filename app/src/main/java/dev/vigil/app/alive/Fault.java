package dev.vigil.app.alive;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;

/**
 * Something of Vigil that doesn't do what it should.
 *
 * @param breaksChain whether with it nobody is told of patients
 * @param count of what it is about, of which more are told of anew; 0 if it isn't counted
 */
record Fault(
    String subject,
    String condition,
    Priority priority,
    String because,
    String remedy,
    boolean breaksChain,
    int count) {
  Fault {
    requireNonNull(subject, "subject is null");
    requireNonNull(condition, "condition is null");
    requireNonNull(priority, "priority is null");
    requireNonNull(because, "because is null");
    requireNonNull(remedy, "remedy is null");
  }

  /** One that isn't counted. */
  Fault(
      String subject,
      String condition,
      Priority priority,
      String because,
      String remedy,
      boolean breaksChain) {
    this(subject, condition, priority, because, remedy, breaksChain, 0);
  }

  /** Says it, as often as it is seen. */
  void tell(TechnicalAlerts technical, long now) {
    if (count > 0) {
      technical.raiseGrowing(subject, condition, priority, now, because, remedy, count);
    } else if (condition.equals(JobFaults.RECORDS_LOST)) {
      technical.raiseEach(subject, condition, priority, now, because, remedy);
    } else {
      technical.raise(subject, condition, priority, now, because, remedy);
    }
  }

  /** As that of its technical alert. */
  String key() {
    return TechnicalAlert.key(subject, condition);
  }
}
