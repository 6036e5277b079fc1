package dev.vigil.models.risk;

/**
 * Log-odds of a label as a line over one number: {@code intercept + slope * x}.
 *
 * @param intercept log-odds at 0; NaN with {@code slope} where no line has the highest likelihood
 * @param slope log-odds per unit of the number
 */
public record LogisticLine(double intercept, double slope) {
  private static final LogisticLine NONE = new LogisticLine(Double.NaN, Double.NaN);
  private static final int MOST_STEPS = 100;
  private static final double LONGEST_STEP = 2;
  private static final double CLOSE = 1e-10;

  /** Whether there is a line. */
  public boolean isFinite() {
    return Double.isFinite(intercept) && Double.isFinite(slope);
  }

  /** Log-odds at a number. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /**
   * The line of the highest likelihood, by Newton's method. There is none where the numbers tell
   * the labels apart altogether, and where all labels or all numbers are the same.
   *
   * @param x numbers of any scale
   * @param labels one for each
   */
  public static LogisticLine fit(double[] x, boolean[] labels) {
    Scale scale = Scale.of(x);
    LogisticLine at = new LogisticLine(0, 0);
    for (int i = 0; i < MOST_STEPS && at.isFinite(); i++) {
      LogisticLine step = scale.step(x, labels, at);
      at = new LogisticLine(at.intercept + bounded(step.intercept), at.slope + bounded(step.slope));
      if (Math.abs(step.intercept) < CLOSE && Math.abs(step.slope) < CLOSE) {
        return scale.unscaled(at);
      }
    }
    return NONE;
  }

  private static double bounded(double step) {
    return Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
  }

  /** Numbers are fitted as distances from their mean in standard deviations. */
  private record Scale(double mean, double deviation) {
    static Scale of(double[] x) {
      double sum = 0;
      for (double each : x) {
        sum += each;
      }
      double mean = sum / x.length;
      double squares = 0;
      for (double each : x) {
        squares += (each - mean) * (each - mean);
      }
      return new Scale(mean, Math.sqrt(squares / x.length));
    }

    LogisticLine step(double[] x, boolean[] labels, LogisticLine at) {
      LogisticStep sums = new LogisticStep();
      for (int i = 0; i < x.length; i++) {
        double scaled = (x[i] - mean) / deviation;
        double expected = 1 / (1 + Math.exp(-at.at(scaled)));
        sums.add(scaled, (labels[i] ? 1 : 0) - expected, expected * (1 - expected));
      }
      return sums.step();
    }

    LogisticLine unscaled(LogisticLine line) {
      return new LogisticLine(
          line.intercept - line.slope * mean / deviation, line.slope / deviation);
    }
  }
}
