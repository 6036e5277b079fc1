package dev.vigil.models.onnx;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What of an ONNX model's output is the answer.
 *
 * @param name of the output tensor
 * @param is what it says
 * @param column of the positive class, from 0
 */
public record OnnxOutput(String name, Meaning is, int column) {
  /**
   * How far from 0 and 1 a probability counts at most. A model answers in float, whose steps below
   * 1 are as large, so that a certain answer is one too large for its format, and no failure.
   */
  static final double LEAST_DOUBT = 0x1p-24;

  /** What a number that comes out is. */
  public enum Meaning {
    /** 0 to 1. */
    @JsonProperty("probability")
    PROBABILITY,
    /** Log-odds; of two columns, their difference, as the softmax of two has it. */
    @JsonProperty("logit")
    LOGIT
  }

  public OnnxOutput {
    requireNonNull(name, "name is null");
    requireNonNull(is, "is is null");
    if (column < 0) {
      throw new IllegalArgumentException("column is " + column + ", expected 0 or more");
    }
  }

  /**
   * Log-odds of what came out for one row; NaN of what is no probability, though it should be.
   *
   * @param columns at least as many as {@link #column} needs
   */
  double logOdds(double[] columns) {
    double value = columns[column];
    if (is == Meaning.LOGIT) {
      return columns.length == 2 ? value - columns[1 - column] : value;
    }
    if (!(value >= 0 && value <= 1)) {
      return Double.NaN;
    }
    double doubted = Math.max(LEAST_DOUBT, Math.min(1 - LEAST_DOUBT, value));
    return Math.log(doubted / (1 - doubted));
  }
}
