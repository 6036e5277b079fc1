package dev.vigil.models.training.forecast;

import dev.vigil.models.forecast.ForecastPayload.Algorithm;
import dev.vigil.models.linear.Input;
import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.linear.RidgePredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;

/**
 * Linear regression with an L2 penalty of weights. Source: Hoerl, Kennard: Ridge Regression: Biased
 * Estimation for Nonorthogonal Problems, Technometrics 12:55-67, 1970.
 *
 * @param penalty per row, of the squares of weights over standardised inputs; above 0
 */
record RidgeLearner(double penalty) implements RegressionLearner {
  /** Beyond it a value is as strange as can be. */
  private static final double CLIP = 5;

  @Override
  public Algorithm algorithm() {
    return Algorithm.RIDGE;
  }

  @Override
  public String settings() {
    return "ridge, penalty " + penalty + " a row, clip " + CLIP;
  }

  @Override
  public Learned learn(List<String> features, double[][] rows, double[] amounts) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      int column = i;
      double[] known =
          Arrays.stream(rows).mapToDouble(row -> row[column]).filter(Double::isFinite).toArray();
      inputs.add(input(features.get(i), known));
    }
    LinearInputs all = new LinearInputs(inputs, CLIP);
    double[][] terms =
        Arrays.stream(rows).map(row -> withOne(all.standardised(row))).toArray(double[][]::new);
    double[] weights = solve(terms, amounts);
    int last = weights.length - 1;
    RidgePredictor.Form form =
        new RidgePredictor.Form(
            all, DoubleStream.of(Arrays.copyOf(weights, last)).boxed().toList(), weights[last]);
    return new Learned(new RidgePredictor(form), RidgePredictor.write(form));
  }

  private static Input input(String feature, double[] known) {
    if (known.length == 0) {
      return new Input(feature, 0, 1, 0);
    }
    Arrays.sort(known);
    double mean = Arrays.stream(known).average().orElse(0);
    double variance = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    return new Input(feature, known[known.length / 2], variance > 0 ? Math.sqrt(variance) : 1, 0);
  }

  /** The intercept is the weight of a 1 at the end. */
  private static double[] withOne(double[] terms) {
    double[] with = Arrays.copyOf(terms, terms.length + 1);
    with[terms.length] = 1;
    return with;
  }

  /** Weights that solve the normal equations; that of the intercept is not penalised. */
  private double[] solve(double[][] rows, double[] amounts) {
    int size = rows[0].length;
    double[][] products = new double[size][size];
    double[] right = new double[size];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < size; i++) {
        right[i] += rows[row][i] * amounts[row];
        for (int j = 0; j < size; j++) {
          products[i][j] += rows[row][i] * rows[row][j];
        }
      }
    }
    IntStream.range(0, size - 1).forEach(i -> products[i][i] += penalty * rows.length);
    return DenseMatrix.createDenseMatrix(products)
        .choleskyFactorization()
        .orElseThrow(() -> new IllegalStateException("the normal equations can't be solved"))
        .solve(DenseVector.createDenseVector(right))
        .toArray();
  }
}
