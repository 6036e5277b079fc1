package dev.vigil.models.risk;

import java.util.List;

/**
 * A trained function from a row of inputs to a margin: a number that rises with the risk, whose
 * scale is the algorithm's own until a {@link Calibration} makes log-odds of it. It says, too, what
 * each input has to do with it. Pure and thread-safe.
 */
public interface Predictor {
  /** The features that are its inputs, in the order of a row. */
  List<String> inputs();

  /**
   * The margin: log-odds of a logistic regression, of boosted trees or of an ONNX model, the
   * distance from the plane of a support vector machine, the mean share of positive rows in the
   * leaves of a forest.
   *
   * @param row one value per input, NaN where unknown
   */
  double margin(double[] row);

  /** Margin of a row that is as usual as can be: what contributions are distances from. */
  double base();

  /**
   * What each input adds to {@link #base}; they sum up to {@link #margin}.
   *
   * @param row one value per input, NaN where unknown
   */
  double[] contributions(double[] row);

  /**
   * A row's margin and how it comes about.
   *
   * @param contributions as of {@link Predictor#contributions}; all 0 of a margin that is no number
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody changes or compares the numbers
  record Explained(double margin, double[] contributions) {}

  /** {@link #margin} and {@link #contributions}: together they may cost less. */
  default Explained explained(double[] row) {
    double margin = margin(row);
    return new Explained(
        margin, Double.isFinite(margin) ? contributions(row) : new double[row.length]);
  }

  /**
   * As {@link #contributions}, but shared out fairly between inputs that say the same (Shapley
   * values), whatever it costs.
   */
  default double[] fairContributions(double[] row) {
    return contributions(row);
  }

  /** What an input's contribution is called: its feature, or that it is missing. */
  default String contributor(int input, boolean unknown) {
    return unknown ? inputs().get(input) + ".missing" : inputs().get(input);
  }
}
