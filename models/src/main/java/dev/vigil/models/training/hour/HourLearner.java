package dev.vigil.models.training.hour;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.evaluation.ForecastCase;
import dev.vigil.models.hour.HourForecast;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;

/**
 * Learns a forecast of the next hour. The centre makes the absolute error small, by iteratively
 * reweighted least squares (Schlossmacher, J Am Stat Assoc 68:857-859, 1973); the spread is the
 * least-squares fit of the error's size; the factor is a conformal quantile of patients whom
 * neither has seen.
 */
public final class HourLearner {
  private static final int ROUNDS = 20;

  /** Of the weights, and of the width. */
  private static final int LEAST_CASES = 100;

  /** Of the mean change: an error below it counts no more for being smaller. */
  private static final double LEAST_ERROR = 0.05;

  /** Of the mean error. */
  private static final double LEAST_SPREAD = 0.25;

  /** Keeps the equations solvable where a term is always 0. */
  private static final double RIDGE = 1e-9;

  private final String vital;
  private final List<HourCase> cases;

  private HourLearner(String vital, List<HourCase> cases) {
    this.vital = requireNonNull(vital, "vital is null");
    this.cases = cases;
  }

  /** Whether there are enough cases to learn from. */
  public static boolean isEnough(List<HourCase> fitted, List<HourCase> held) {
    return fitted.size() >= LEAST_CASES && held.size() >= LEAST_CASES;
  }

  /**
   * Learns.
   *
   * @param fitted cases for the weights
   * @param held cases of other patients, for the width of the interval
   * @throws IllegalArgumentException if there are too few
   */
  public static HourForecast learn(String vital, List<HourCase> fitted, List<HourCase> held) {
    if (!isEnough(fitted, held)) {
      throw new IllegalArgumentException(
          "%d and %d cases of %s are too few, expected at least %d each"
              .formatted(fitted.size(), held.size(), vital, LEAST_CASES));
    }
    HourForecast unit = new HourLearner(vital, fitted).fit();
    double[] sizes =
        held.stream()
            .mapToDouble(
                each -> {
                  HourForecast.Said said = unit.at(each.inputs());
                  double half = unit.halfWidth(each.inputs());
                  return Math.abs(each.actual() - said.value()) / half;
                })
            .toArray();
    double factor = quantile(sizes, HourForecast.LEVEL);
    return new HourForecast(
        vital, unit.centre(), unit.spread(), unit.leastSpread(), factor, List.of());
  }

  /** What it says of cases, to be judged. */
  public static List<ForecastCase> said(HourForecast forecast, List<HourCase> cases) {
    return cases.stream()
        .map(
            each -> {
              HourForecast.Said said = forecast.at(each.inputs());
              double last = each.inputs().last();
              return new ForecastCase(
                  each.patient(), last, last, each.actual(), said.value(), said.low(), said.high());
            })
        .toList();
  }

  private HourForecast fit() {
    double[][] centre = terms(each -> each.inputs().centre());
    double[] change =
        cases.stream().mapToDouble(each -> each.actual() - each.inputs().last()).toArray();
    double[] weights = leastAbsolute(centre, change);
    double[] errors = new double[change.length];
    Arrays.setAll(errors, i -> Math.abs(change[i] - product(weights, centre[i])));
    double[] ones = new double[errors.length];
    Arrays.fill(ones, 1);
    double[] spread = leastSquares(terms(each -> each.inputs().spread()), errors, ones);
    double mean = Arrays.stream(errors).average().orElseThrow();
    return new HourForecast(
        vital, boxed(weights), boxed(spread), LEAST_SPREAD * mean, 1, List.of());
  }

  private double[][] terms(Function<HourCase, double[]> of) {
    return cases.stream().map(of).toArray(double[][]::new);
  }

  private static double[] leastAbsolute(double[][] terms, double[] amounts) {
    double least = LEAST_ERROR * Arrays.stream(amounts).map(Math::abs).average().orElseThrow();
    double[] weights = new double[terms[0].length];
    double[] importance = new double[amounts.length];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < amounts.length; i++) {
        double error = Math.abs(amounts[i] - product(weights, terms[i]));
        importance[i] = 1 / Math.max(least, error);
      }
      weights = leastSquares(terms, amounts, importance);
    }
    return weights;
  }

  private static double[] leastSquares(double[][] terms, double[] amounts, double[] importance) {
    int size = terms[0].length;
    double[][] products = new double[size][size];
    double[] right = new double[size];
    for (int row = 0; row < terms.length; row++) {
      for (int i = 0; i < size; i++) {
        double weighted = importance[row] * terms[row][i];
        right[i] += weighted * amounts[row];
        for (int j = 0; j <= i; j++) {
          products[i][j] += weighted * terms[row][j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        products[j][i] = products[i][j];
      }
      products[i][i] += RIDGE * (products[i][i] + Arrays.stream(importance).sum());
    }
    return DenseMatrix.createDenseMatrix(products)
        .choleskyFactorization()
        .orElseThrow(() -> new IllegalStateException("the normal equations can't be solved"))
        .solve(DenseVector.createDenseVector(right))
        .toArray();
  }

  private static double product(double[] weights, double[] terms) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * terms[i];
    }
    return sum;
  }

  private static List<Double> boxed(double[] weights) {
    return DoubleStream.of(weights).boxed().toList();
  }

  /** The ceil((n + 1) level)-th smallest of n. */
  private static double quantile(double[] sizes, double level) {
    double[] sorted = sizes.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length, (int) Math.ceil((sorted.length + 1) * level)) - 1];
  }
}
