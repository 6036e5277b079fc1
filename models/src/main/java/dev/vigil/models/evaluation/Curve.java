package dev.vigil.models.evaluation;

import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/** What deciding at each threshold would give, thinned to what a plot can show. */
final class Curve {
  private static final double LEAST_STEP = 0.01;

  private final RankedRows rows;
  private final double[] gains;
  private final UtilityStatistic utility;
  private final int[] once;
  private final long positives;

  /**
   * Makes one.
   *
   * @param gains what deciding for the event instead of against it adds to utility, by rank
   */
  private Curve(Cohort cohort, RankedRows rows, double[] gains, UtilityStatistic utility) {
    this.rows = rows;
    this.gains = gains;
    this.utility = utility;
    this.once = cohort.once();
    this.positives = countPositives();
  }

  static List<CurvePoint> of(
      Cohort cohort, Slice slice, Entrant entrant, RankedRows rows, UtilityStatistic utility) {
    double[] gains = new double[rows.size()];
    int place = 0;
    for (int row : entrant.order()) {
      if (slice.rows()[row]) {
        int stay = cohort.patients()[row];
        int at = row - cohort.firstRow(stay);
        int onset = cohort.stay(stay).onset();
        gains[place++] =
            SepsisUtility.ofRow(at, onset, true) - SepsisUtility.ofRow(at, onset, false);
      }
    }
    return new Curve(cohort, rows, gains, utility).points();
  }

  private long countPositives() {
    long count = 0;
    for (int place = 0; place < rows.size(); place++) {
      count += rows.isPositive(place) ? 1 : 0;
    }
    return count;
  }

  private List<CurvePoint> points() {
    List<CurvePoint> points = new ArrayList<>();
    CurvePoint last = null;
    long positive = 0;
    double gain = 0;
    for (int place = 0; place < rows.size(); place++) {
      positive += rows.isPositive(place) ? 1 : 0;
      gain += gains[place];
      boolean wanted = last == null || place + 1 == rows.size() || isFar(last, place, positive);
      if (wanted && rows.isLastOfStep(place)) {
        last = point(place, positive, gain);
        points.add(last);
      }
    }
    return points;
  }

  private CurvePoint point(int place, long positive, double gain) {
    double atOrAbove = place + 1.0;
    double worth = utility.ofGain(gain, once);
    return new CurvePoint(
        rows.score(place),
        sensitivity(positive),
        falsePositives(place, positive),
        (double) positive / atOrAbove,
        Double.isFinite(worth) ? worth : null);
  }

  private double sensitivity(long positive) {
    return (double) positive / (double) positives;
  }

  private double falsePositives(int place, long positive) {
    return (place + 1.0 - (double) positive) / (double) (rows.size() - positives);
  }

  private boolean isFar(CurvePoint from, int place, long positive) {
    return sensitivity(positive) - from.sensitivity() >= LEAST_STEP
        || falsePositives(place, positive) - from.falsePositives() >= LEAST_STEP;
  }
}
