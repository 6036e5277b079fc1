package dev.vigil.models.evaluation;

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
  private final Line line;
  private final Line shift;
  private final LineSums lineSums;
  private final LineSums shiftSums;

  /** Log-odds as a line over the log-odds that were predicted. */
  private record Line(double intercept, double slope) {
    static final Line NONE = new Line(Double.NaN, Double.NaN);

    boolean isFinite() {
      return Double.isFinite(intercept) && Double.isFinite(slope);
    }
  }

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
    Line step = lineSums.total(weights).step();
    double shiftStep = shiftSums.total(weights).interceptStep();
    return new double[] {
      line.slope() + step.slope(),
      line.intercept() + step.intercept(),
      shift.intercept() + shiftStep
    };
  }

  private Line fitLine() {
    Line at = new Line(0, 0);
    for (int i = 0; i < MOST_STEPS && at.isFinite(); i++) {
      Line step = sums(at).total().step();
      at = new Line(at.intercept() + bounded(step.intercept()), at.slope() + bounded(step.slope()));
      if (Math.abs(step.intercept()) < CLOSE && Math.abs(step.slope()) < CLOSE) {
        return at;
      }
    }
    return Line.NONE;
  }

  private Line fitShift() {
    Line at = new Line(0, 1);
    for (int i = 0; i < MOST_STEPS && at.isFinite(); i++) {
      double step = sums(at).total().interceptStep();
      at = new Line(at.intercept() + bounded(step), 1);
      if (Math.abs(step) < CLOSE) {
        return at;
      }
    }
    return Line.NONE;
  }

  private static double bounded(double step) {
    return Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
  }

  private LineSums sums(Line at) {
    LineSums sums = new LineSums(patients);
    if (!at.isFinite()) {
      return sums;
    }
    for (int place = 0; place < rows.size(); place++) {
      double probability = rows.score(place);
      if (probability > 0 && probability < 1) {
        double x = Math.log(probability / (1 - probability));
        double expected = 1 / (1 + Math.exp(-at.intercept() - at.slope() * x));
        double label = rows.isPositive(place) ? 1 : 0;
        sums.add(rows.patient(place), x, label - expected, expected * (1 - expected));
      }
    }
    return sums;
  }

  /** Gradient and information of the likelihood, of each patient. */
  private static final class LineSums {
    private static final int SUMS = 5;
    private final double[] ofPatients;

    LineSums(int patients) {
      ofPatients = new double[patients * SUMS];
    }

    void add(int patient, double x, double residual, double information) {
      int at = patient * SUMS;
      ofPatients[at] += residual;
      ofPatients[at + 1] += residual * x;
      ofPatients[at + 2] += information;
      ofPatients[at + 3] += information * x;
      ofPatients[at + 4] += information * x * x;
    }

    Total total() {
      double[] sums = new double[SUMS];
      for (int i = 0; i < ofPatients.length; i++) {
        sums[i % SUMS] += ofPatients[i];
      }
      return new Total(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }

    Total total(int[] weights) {
      double[] sums = new double[SUMS];
      for (int patient = 0; patient < weights.length; patient++) {
        for (int i = 0; i < SUMS; i++) {
          sums[i] += weights[patient] * ofPatients[patient * SUMS + i];
        }
      }
      return new Total(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }
  }

  private record Total(double g0, double g1, double h00, double h01, double h11) {
    /** Newton's step of both. */
    Line step() {
      double determinant = h00 * h11 - h01 * h01;
      return new Line((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant);
    }

    /** Newton's step with the slope held. */
    double interceptStep() {
      return g0 / h00;
    }
  }
}
