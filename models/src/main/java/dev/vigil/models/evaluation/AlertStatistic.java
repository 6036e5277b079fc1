package dev.vigil.models.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What alerts at a threshold would have been like. An alert is a row at or above the threshold
 * after a row below it, or the first row; whoever stays above it causes no second one. It is right
 * within the window of {@link LabelledStay#isInWindow}.
 */
final class AlertStatistic implements Statistic {
  private static final double ROWS_PER_DAY = 24;

  private final int[] alerts;
  private final int[] rightAlerts;
  private final int[] rows;
  private final boolean[] hasEvent;
  private final boolean[] isDetected;
  private final List<Lead> leads = new ArrayList<>();
  private final boolean hasCourses;

  /** Hours from a patient's first right alert to the onset. */
  private record Lead(int patient, int hours) {}

  private AlertStatistic(int patients, boolean hasCourses) {
    this.hasCourses = hasCourses;
    alerts = new int[patients];
    rightAlerts = new int[patients];
    rows = new int[patients];
    hasEvent = new boolean[patients];
    isDetected = new boolean[patients];
  }

  static AlertStatistic of(Cohort cohort, Slice slice, double[] probabilities, double threshold) {
    AlertStatistic sums = new AlertStatistic(cohort.size(), cohort.hasCourses());
    for (int row = 0; row < probabilities.length; row++) {
      if (slice.rows()[row]) {
        boolean alert =
            probabilities[row] >= threshold
                && (cohort.isFirst(row) || probabilities[row - 1] < threshold);
        sums.add(cohort, row, alert ? 1 : 0);
      }
    }
    sums.leads.sort(Comparator.comparingInt(Lead::hours));
    return sums;
  }

  /**
   * Of alerts that were raised, by whatever rule.
   *
   * @param raised how many at each row
   */
  static AlertStatistic ofRaised(Cohort cohort, int[] raised) {
    AlertStatistic sums = new AlertStatistic(cohort.size(), cohort.hasCourses());
    for (int row = 0; row < raised.length; row++) {
      sums.add(cohort, row, raised[row]);
    }
    sums.leads.sort(Comparator.comparingInt(Lead::hours));
    return sums;
  }

  private void add(Cohort cohort, int row, int raised) {
    int patient = cohort.patients()[row];
    boolean inWindow = cohort.windows()[row];
    rows[patient]++;
    hasEvent[patient] |= inWindow;
    if (raised == 0) {
      return;
    }
    alerts[patient] += raised;
    if (inWindow) {
      rightAlerts[patient] += raised;
      LabelledStay stay = cohort.stay(patient);
      if (!isDetected[patient] && stay.onset() != LabelledStay.NO_ONSET) {
        leads.add(new Lead(patient, stay.hoursToOnset(row - cohort.firstRow(patient))));
      }
      isDetected[patient] = true;
    }
  }

  /** Patients with the event in the slice. */
  int events() {
    int events = 0;
    for (boolean event : hasEvent) {
      events += event ? 1 : 0;
    }
    return events;
  }

  /**
   * Sensitivity per patient, PPV per alert, alerts per patient-day, median lead time in hours.
   * There are no days where no stay has a second row.
   */
  @Override
  public double[] of(int[] weights) {
    long events = 0;
    long detected = 0;
    long allAlerts = 0;
    long right = 0;
    long allRows = 0;
    for (int patient = 0; patient < weights.length; patient++) {
      int weight = weights[patient];
      events += hasEvent[patient] ? weight : 0;
      detected += isDetected[patient] ? weight : 0;
      allAlerts += (long) weight * alerts[patient];
      right += (long) weight * rightAlerts[patient];
      allRows += (long) weight * rows[patient];
    }
    return new double[] {
      (double) detected / (double) events,
      (double) right / (double) allAlerts,
      hasCourses ? (double) allAlerts * ROWS_PER_DAY / (double) allRows : Double.NaN,
      medianLead(weights)
    };
  }

  private double medianLead(int[] weights) {
    long count = leads.stream().mapToLong(lead -> weights[lead.patient()]).sum();
    return count == 0
        ? Double.NaN
        : (leadAt((count - 1) / 2, weights) + leadAt(count / 2, weights)) / 2.0;
  }

  private int leadAt(long place, int[] weights) {
    long before = 0;
    for (Lead lead : leads) {
      before += weights[lead.patient()];
      if (before > place) {
        return lead.hours();
      }
    }
    throw new IllegalStateException("place " + place + " is beyond the last of " + before);
  }

  /**
   * The lowest threshold that, as every higher one, keeps to a budget of alerts; infinite where
   * even the highest probability has more. Alerts may become fewer again with thresholds below it,
   * where patients are above them all the time; that is no way to keep a budget.
   *
   * @param order of the rows, see {@link RankedRows#order}
   * @param perPatientDay the budget
   */
  static double threshold(
      Cohort cohort, int[] order, double[] probabilities, double perPatientDay) {
    double most = perPatientDay * cohort.rows() / ROWS_PER_DAY;
    double threshold = Double.POSITIVE_INFINITY;
    long alerts = 0;
    for (int place = 0; place < order.length; place++) {
      int row = order[place];
      double at = probabilities[row];
      if (cohort.isFirst(row) || probabilities[row - 1] < at) {
        alerts++;
      }
      if (!cohort.isLast(row) && probabilities[row + 1] > at) {
        alerts--;
      }
      if (place + 1 == order.length || probabilities[order[place + 1]] < at) {
        if (alerts > most) {
          return threshold;
        }
        threshold = at;
      }
    }
    return threshold;
  }
}
