package dev.vigil.models.risk;

import java.util.Arrays;

/**
 * From a margin to the log-odds of what is predicted: {@code intercept + slope * margin}.
 *
 * @param intercept log-odds at margin 0
 * @param slope log-odds per unit of the margin; never below 0, so that the order of patients stays;
 *     0 of a model that tells nothing
 */
public record Calibration(double intercept, double slope) {
  /** The margin is the log-odds. */
  public static final Calibration NONE = new Calibration(0, 1);

  public Calibration {
    if (!Double.isFinite(intercept) || !(slope >= 0) || !Double.isFinite(slope)) {
      throw new IllegalArgumentException(
          "calibration is "
              + intercept
              + " + "
              + slope
              + " * margin, expected finite numbers and a slope of at least 0");
    }
  }

  /** Log-odds of what is predicted. */
  public double logOdds(double margin) {
    return intercept + slope * margin;
  }

  /** Probability of what is predicted, 0 to 1. */
  public double probability(double margin) {
    return 1 / (1 + Math.exp(-logOdds(margin)));
  }

  /** The margin behind a probability between 0 and 1; the slope must not be 0. */
  public double margin(double probability) {
    return (Math.log(probability / (1 - probability)) - intercept) / slope;
  }

  /**
   * The calibration of the highest likelihood. Source: Platt: Probabilistic Outputs for Support
   * Vector Machines, Advances in Large Margin Classifiers, 1999.
   *
   * @param margins of rows that the model was not trained on
   * @param labels what became of each
   * @return with slope 0 if the margins don't rise with the labels
   * @throws IllegalArgumentException if the margins tell the labels apart altogether, or all labels
   *     are the same
   */
  public static Calibration fit(double[] margins, boolean[] labels) {
    LogisticLine line = LogisticLine.fit(margins, labels);
    if (line.isFinite() && line.slope() > 0) {
      return new Calibration(line.intercept(), line.slope());
    }
    int positives = 0;
    for (boolean label : labels) {
      positives += label ? 1 : 0;
    }
    boolean areAllTheSame = Arrays.stream(margins).distinct().count() == 1;
    if (positives == 0 || positives == labels.length || (!line.isFinite() && !areAllTheSame)) {
      throw new IllegalArgumentException(
          "no calibration fits "
              + margins.length
              + " margins, of which "
              + positives
              + " are positive: expected some of both labels that overlap");
    }
    return new Calibration(Math.log((double) positives / (labels.length - positives)), 0);
  }
}
