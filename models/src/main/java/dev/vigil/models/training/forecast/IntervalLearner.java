package dev.vigil.models.training.forecast;

import dev.vigil.models.forecast.IntervalPredictor;
import dev.vigil.models.risk.Predictor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns a change and how sure it is from rows of several parts of subjects. Which candidate is
 * best, how wrong it is where, and how wide the interval has to be, all come from rows of parts
 * that the predictor in question had not seen, nor anything that it learned from.
 */
final class IntervalLearner {
  /** Of the mean error: nothing is surer than that. */
  private static final double LEAST_SHARE = 0.25;

  /** One to be held, and two that tell of each other how wrong a predictor is. */
  static final int LEAST_PARTS = 3;

  private final List<RegressionLearner> candidates;
  private final List<String> features;
  private final double level;

  /**
   * Sets it up.
   *
   * @param candidates at least one, of which the one with the least squared error is taken
   * @param features names of the rows' values
   */
  IntervalLearner(List<RegressionLearner> candidates, List<String> features, double level) {
    this.candidates = List.copyOf(candidates);
    this.features = List.copyOf(features);
    this.level = level;
  }

  /**
   * What was learned.
   *
   * @param learner the candidate that was taken
   * @param predictor of rows of anybody
   */
  record Learned(
      RegressionLearner learner,
      RegressionLearner.Learned centre,
      RegressionLearner.Learned spread,
      IntervalPredictor predictor) {}

  /**
   * Learns.
   *
   * @param parts of the subjects; at least {@value #LEAST_PARTS} of them are among the rows
   * @throws IllegalArgumentException if fewer are
   */
  Learned learn(List<ForecastRow> rows, SubjectParts parts) {
    double[][] values = rows.stream().map(ForecastRow::values).toArray(double[][]::new);
    double[] changes = rows.stream().mapToDouble(ForecastRow::change).toArray();
    int[] part = rows.stream().mapToInt(row -> parts.of(row.patient())).toArray();
    RegressionLearner best = candidates.get(0);
    double[] errors = errors(best, values, changes, part);
    for (RegressionLearner candidate : candidates.subList(1, candidates.size())) {
      double[] others = errors(candidate, values, changes, part);
      if (squares(others) < squares(errors)) {
        best = candidate;
        errors = others;
      }
    }
    double[] sizes = Arrays.stream(errors).map(Math::abs).toArray();
    double least = LEAST_SHARE * Arrays.stream(sizes).average().orElse(0);
    double[] spreads = spreads(best, values, changes, part);
    double[] ratios =
        IntStream.range(0, sizes.length)
            .mapToDouble(row -> sizes[row] / Math.max(least, spreads[row]))
            .toArray();
    RegressionLearner.Learned centre = best.learn(features, values, changes);
    RegressionLearner.Learned spread = best.learn(features, values, sizes);
    return new Learned(
        best,
        centre,
        spread,
        new IntervalPredictor(
            centre.predictor(), spread.predictor(), least, Conformal.quantile(ratios, level)));
  }

  private double[] errors(
      RegressionLearner learner, double[][] values, double[] changes, int[] part) {
    double[] predicted = outOfPart(learner, values, changes, part);
    return IntStream.range(0, changes.length)
        .mapToDouble(row -> changes[row] - predicted[row])
        .toArray();
  }

  private static double squares(double[] errors) {
    return Arrays.stream(errors).map(error -> error * error).sum();
  }

  /** What is predicted of each row by a predictor that has seen none of its part. */
  private double[] outOfPart(
      RegressionLearner learner, double[][] values, double[] amounts, int[] part) {
    double[] predicted = new double[amounts.length];
    for (int held : Arrays.stream(part).distinct().toArray()) {
      Predictor predictor = predictor(learner, values, amounts, rows(part, each -> each != held));
      for (int row : rows(part, each -> each == held)) {
        predicted[row] = predictor.margin(values[row]);
      }
    }
    return predicted;
  }

  /**
   * Which size of error is expected of each row, by a predictor that has seen none of its part, nor
   * errors of predictors that had.
   */
  private double[] spreads(
      RegressionLearner learner, double[][] values, double[] changes, int[] part) {
    int[] parts = Arrays.stream(part).distinct().toArray();
    if (parts.length < LEAST_PARTS) {
      throw new IllegalArgumentException(
          "rows of %d parts of the subjects, expected at least %d"
              .formatted(parts.length, LEAST_PARTS));
    }
    double[][] sizes = sizes(learner, values, changes, part, parts);
    double[] spreads = new double[changes.length];
    for (int i = 0; i < parts.length; i++) {
      int held = parts[i];
      Predictor spread = predictor(learner, values, sizes[i], rows(part, each -> each != held));
      for (int row : rows(part, each -> each == held)) {
        spreads[row] = spread.margin(values[row]);
      }
    }
    return spreads;
  }

  /**
   * Sizes of errors of the other parts' rows, for each part by predictors that have seen neither it
   * nor the row's: one without two parts gives those of each of them for the other.
   */
  private double[][] sizes(
      RegressionLearner learner, double[][] values, double[] changes, int[] part, int[] parts) {
    double[][] sizes = new double[parts.length][changes.length];
    for (int a = 0; a < parts.length; a++) {
      for (int b = a + 1; b < parts.length; b++) {
        int one = parts[a];
        int other = parts[b];
        Predictor predictor =
            predictor(learner, values, changes, rows(part, each -> each != one && each != other));
        for (int row : rows(part, each -> each == one || each == other)) {
          int without = part[row] == one ? b : a;
          sizes[without][row] = Math.abs(changes[row] - predictor.margin(values[row]));
        }
      }
    }
    return sizes;
  }

  private Predictor predictor(
      RegressionLearner learner, double[][] values, double[] amounts, int[] rows) {
    return learner
        .learn(
            features,
            Arrays.stream(rows).mapToObj(row -> values[row]).toArray(double[][]::new),
            Arrays.stream(rows).mapToDouble(row -> amounts[row]).toArray())
        .predictor();
  }

  private static int[] rows(int[] part, IntPredicate which) {
    return IntStream.range(0, part.length).filter(row -> which.test(part[row])).toArray();
  }
}
