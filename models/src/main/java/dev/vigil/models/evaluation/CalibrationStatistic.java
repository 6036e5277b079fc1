package dev.vigil.models.evaluation;

import dev.vigil.models.risk.LogisticLine;
import dev.vigil.models.risk.LogisticStep;
import java.util.Arrays;

/**
 * Slope, intercept and calibration in the large.
 *
 * <p>Logistic recalibration: {@code logit P(event) = intercept + slope * logit(p)}; slope 1 and
 * intercept 0 are perfect, a slope below 1 means that predictions are too extreme. In the large:
 * the intercept where the slope is held at 1; below 0 where predictions are too high on the whole.
 * Sources: Cox: Two further applications of a model for binary regression, Biometrika 45:562-565,
 * 1958; Van Calster et al.: Calibration: the Achilles heel of predictive analytics, BMC Medicine
 * 17:230, 2019.
 *
 * <p>A resample takes one Newton step from the fit of all rows, for which sums per patient are
 * enough. Source: Davidson, MacKinnon: Bootstrap testing in nonlinear models, International
 * Economic Review 40:487-508, 1999; the step's error is of the order of the squared distance
 * between the two fits.
 */
final class CalibrationStatistic implements Statistic {
  private static final int MOST_STEPS = 50;
  private static final double LONGEST_STEP = 2;
  private static final double CLOSE = 1e-10;

  private final RankedRows rows;
  private final int patients;
  private final LogisticLine line;
  private final LogisticLine shift;
  private final LogisticStep[] lineSums;
  private final LogisticStep[] shiftSums;

  private CalibrationStatistic(RankedRows rows, int patients) {
    this.rows = rows;
    this.patients = patients;
    this.line = fitLine();
    this.shift = fitShift();
    this.lineSums = sums(line);
    this.shiftSums = sums(shift);
  }

  /**
   * Fits. Rows with a probability of exactly 0 or 1 have no log-odds and are left out: 0 stands
   * where nothing has been predicted yet.
   */
  static CalibrationStatistic of(RankedRows rows, int patients) {
    return new CalibrationStatistic(rows, patients);
  }

  /** Slope, intercept, in the large. */
  @Override
  public double[] of(int[] weights) {
    LogisticLine step = total(lineSums, weights).step();
    double shiftStep = total(shiftSums, weights).interceptStep();
    return new double[] {
      line.slope() + step.slope(),
      line.intercept() + step.intercept(),
      shift.intercept() + shiftStep
    };
  }

  private LogisticLine fitLine() {
    double[] logOdds = new double[rows.size()];
    boolean[] labels = new boolean[rows.size()];
    int count = 0;
    for (int place = 0; place < rows.size(); place++) {
      double probability = rows.score(place);
      if (hasLogOdds(probability)) {
        logOdds[count] = logOdds(probability);
        labels[count++] = rows.isPositive(place);
      }
    }
    return LogisticLine.fit(Arrays.copyOf(logOdds, count), Arrays.copyOf(labels, count));
  }

  private LogisticLine fitShift() {
    LogisticLine at = new LogisticLine(0, 1);
    int[] once = new int[patients];
    Arrays.fill(once, 1);
    for (int i = 0; i < MOST_STEPS && at.isFinite(); i++) {
      double step = total(sums(at), once).interceptStep();
      double bounded = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
      at = new LogisticLine(at.intercept() + bounded, 1);
      if (Math.abs(step) < CLOSE) {
        return at;
      }
    }
    return new LogisticLine(Double.NaN, 1);
  }

  /** Sums of each patient's rows at a line. */
  private LogisticStep[] sums(LogisticLine at) {
    LogisticStep[] sums = new LogisticStep[patients];
    Arrays.setAll(sums, patient -> new LogisticStep());
    for (int place = 0; at.isFinite() && place < rows.size(); place++) {
      double probability = rows.score(place);
      if (hasLogOdds(probability)) {
        double x = logOdds(probability);
        double expected = 1 / (1 + Math.exp(-at.at(x)));
        double label = rows.isPositive(place) ? 1 : 0;
        sums[rows.patient(place)].add(x, label - expected, expected * (1 - expected));
      }
    }
    return sums;
  }

  private static LogisticStep total(LogisticStep[] ofPatients, int[] weights) {
    LogisticStep total = new LogisticStep();
    for (int patient = 0; patient < weights.length; patient++) {
      total.add(ofPatients[patient], weights[patient]);
    }
    return total;
  }

  private static boolean hasLogOdds(double probability) {
    return probability > 0 && probability < 1;
  }

  private static double logOdds(double probability) {
    return Math.log(probability / (1 - probability));
  }
}
