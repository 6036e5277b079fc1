package dev.vigil.models.risk;

import java.util.List;

/**
 * A trained function from a row of inputs to log-odds, and what each input has to do with it. Pure
 * and thread-safe.
 */
public interface Predictor {
  /** The features that are its inputs, in the order of a row. */
  List<String> inputs();

  /**
   * Log-odds of what is predicted.
   *
   * @param row one value per input, NaN where unknown
   */
  double logOdds(double[] row);

  /** Log-odds of a row that is as usual as can be: what contributions are distances from. */
  double base();

  /**
   * What each input adds to {@link #base}; they sum up to {@link #logOdds}.
   *
   * @param row one value per input, NaN where unknown
   */
  double[] contributions(double[] row);

  /** What an input's contribution is called: its feature, or that it is missing. */
  default String contributor(int input, boolean unknown) {
    return unknown ? inputs().get(input) + ".missing" : inputs().get(input);
  }
}
