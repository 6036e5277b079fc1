package dev.vigil.models.linear;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.Predictor;
import dev.vigil.models.tribuo.TribuoModels;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.math.la.DenseMatrix;

/**
 * A linear model trained with Tribuo: a logistic regression or a linear support vector machine. Its
 * weights are flattened to arrays once, so that a score is a dot product; its margin is the
 * difference of what Tribuo's own model has for the two classes: log-odds of the former, distance
 * from the plane in units of its margin of the latter. Contributions are distances from a patient
 * in whom everything is usual.
 */
public final class LinearPredictor implements Predictor {
  private final LinearInputs inputs;
  private final List<String> names;
  private final double bias;
  private final double[] weights;
  private final double[] missingWeights;

  /** Of each input the weights of its codes; none of a measurement. */
  private final double[][] codeWeights;

  /**
   * Takes the weights over.
   *
   * @throws IllegalArgumentException if the Tribuo model doesn't tell the two classes apart
   */
  public LinearPredictor(LinearInputs inputs, LinearSGDModel tribuo) {
    this.inputs = requireNonNull(inputs, "inputs is null");
    this.names = inputs.inputs().stream().map(Input::feature).toList();
    int positive = TribuoModels.positive(tribuo);
    int negative = 1 - positive;
    DenseMatrix matrix = tribuo.getWeightsCopy();
    ImmutableFeatureMap ids = tribuo.getFeatureIDMap();
    Weights by = feature -> weight(matrix, positive, negative, ids.getID(feature));
    this.bias = weight(matrix, positive, negative, matrix.getDimension2Size() - 1);
    this.weights = inputs.inputs().stream().mapToDouble(i -> by.of(i.feature())).toArray();
    this.missingWeights = inputs.inputs().stream().mapToDouble(i -> by.of(i.missing())).toArray();
    this.codeWeights =
        inputs.inputs().stream()
            .map(i -> IntStream.range(0, i.codes().size()).mapToDouble(c -> by.of(i.code(c))))
            .map(DoubleStream::toArray)
            .toArray(double[][]::new);
  }

  /** The weight of a term; 0 of one that training never saw other than 0. */
  @FunctionalInterface
  private interface Weights {
    double of(String term);
  }

  /**
   * The difference of the two classes' rows: of it the softmax of two is the logistic function, and
   * the class with the higher score is told by its sign.
   */
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
      sum += term(i, row[i]);
    }
    return sum;
  }

  @Override
  public double[] contributions(double[] row) {
    double[] contributions = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      contributions[i] = term(i, row[i]);
    }
    return contributions;
  }

  private double term(int i, double value) {
    Input input = inputs.inputs().get(i);
    boolean unknown = Double.isNaN(value);
    double known =
        input.isCoded()
            ? unknown ? 0 : codes(i, value)
            : weights[i] * input.standardise(value, inputs.clip());
    return known + missingWeights[i] * input.indicator(unknown, inputs.clip());
  }

  private double codes(int i, double value) {
    Input input = inputs.inputs().get(i);
    double sum = 0;
    for (int code = 0; code < codeWeights[i].length; code++) {
      sum += codeWeights[i][code] * input.isCode(code, value, inputs.clip());
    }
    return sum;
  }
}
