package dev.vigil.models.logistic;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.Predictor;
import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/**
 * A logistic regression trained with Tribuo. Its weights are flattened to arrays once, so that a
 * score is a dot product; it predicts what Tribuo's own model predicts. Contributions are distances
 * from a patient in whom everything is usual.
 */
public final class LogisticPredictor implements Predictor {
  /** The class whose probability is the score. */
  public static final String POSITIVE = "1";

  /** The other class. */
  public static final String NEGATIVE = "0";

  private final LogisticInputs inputs;
  private final List<String> names;
  private final double bias;
  private final double[] weights;
  private final double[] missingWeights;

  /**
   * Takes the weights over.
   *
   * @throws IllegalArgumentException if the Tribuo model doesn't tell the two classes apart
   */
  public LogisticPredictor(LogisticInputs inputs, LinearSGDModel tribuo) {
    this.inputs = requireNonNull(inputs, "inputs is null");
    this.names = inputs.inputs().stream().map(Input::feature).toList();
    int positive = tribuo.getOutputIDInfo().getID(new Label(POSITIVE));
    int negative = tribuo.getOutputIDInfo().getID(new Label(NEGATIVE));
    if (positive < 0 || negative < 0 || tribuo.getOutputIDInfo().size() != 2) {
      throw new IllegalArgumentException("the logistic model has other classes than 0 and 1");
    }
    DenseMatrix matrix = tribuo.getWeightsCopy();
    ImmutableFeatureMap ids = tribuo.getFeatureIDMap();
    Weights by = feature -> weight(matrix, positive, negative, ids.getID(feature));
    this.bias = weight(matrix, positive, negative, matrix.getDimension2Size() - 1);
    this.weights = inputs.inputs().stream().mapToDouble(i -> by.of(i.feature())).toArray();
    this.missingWeights = inputs.inputs().stream().mapToDouble(i -> by.of(i.missing())).toArray();
  }

  /** The weight of a term; 0 of one that training never saw other than 0. */
  @FunctionalInterface
  private interface Weights {
    double of(String term);
  }

  /** With two classes the softmax is the logistic function of the difference of their rows. */
  private static double weight(DenseMatrix matrix, int positive, int negative, int column) {
    return column < 0 ? 0 : matrix.get(positive, column) - matrix.get(negative, column);
  }

  @Override
  public List<String> inputs() {
    return names;
  }

  @Override
  public double base() {
    return bias;
  }

  @Override
  public double margin(double[] row) {
    double sum = bias;
    for (int i = 0; i < row.length; i++) {
      sum += logOdds(i, row[i]);
    }
    return sum;
  }

  @Override
  public double[] contributions(double[] row) {
    double[] contributions = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      contributions[i] = logOdds(i, row[i]);
    }
    return contributions;
  }

  private double logOdds(int i, double value) {
    Input input = inputs.inputs().get(i);
    return weights[i] * input.standardise(value, inputs.clip())
        + missingWeights[i] * input.indicator(Double.isNaN(value), inputs.clip());
  }
}
