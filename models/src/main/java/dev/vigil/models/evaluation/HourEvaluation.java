package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures forecasts of the next hour, side by side with the last value. */
public final class HourEvaluation {
  private static final int COVERAGE = 0;
  private static final int ERROR = 1;
  private static final int LAST_ERROR = 2;
  private static final int GAIN = 3;
  private static final int CASES = 3;

  private HourEvaluation() {}

  /**
   * Evaluates; the intervals are of resampled patients.
   *
   * @param recording for people
   * @param cases at least one
   */
  public static HourProof of(
      String recording, List<ForecastCase> cases, EvaluationSettings settings) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("there is no forecast, expected at least one");
    }
    Map<String, Integer> places = new TreeMap<>();
    cases.forEach(each -> places.putIfAbsent(each.patient(), places.size()));
    double[][] sums = new double[places.size()][CASES + 1];
    for (ForecastCase each : cases) {
      double[] own = sums[requireNonNull(places.get(each.patient()))];
      own[COVERAGE] += each.isCovered() ? 1 : 0;
      own[ERROR] += Math.abs(each.forecast() - each.actual());
      own[LAST_ERROR] += Math.abs(each.last() - each.actual());
      own[CASES]++;
    }
    int[] once = new int[places.size()];
    Arrays.fill(once, 1);
    double[] all = numbers(sums, once);
    double[][] resampled =
        new Resampling(settings, places.size()).of(weights -> numbers(sums, weights));
    return new HourProof(
        recording,
        places.size(),
        cases.size(),
        estimate(all, resampled, COVERAGE),
        estimate(all, resampled, ERROR),
        estimate(all, resampled, LAST_ERROR),
        estimate(all, resampled, GAIN));
  }

  private static double[] numbers(double[][] sums, int[] weights) {
    double[] all = new double[CASES + 1];
    for (int patient = 0; patient < sums.length; patient++) {
      for (int i = 0; i < all.length; i++) {
        all[i] += weights[patient] * sums[patient][i];
      }
    }
    double[] numbers = new double[GAIN + 1];
    for (int i = COVERAGE; i <= LAST_ERROR; i++) {
      numbers[i] = all[i] / all[CASES];
    }
    numbers[GAIN] = numbers[ERROR] - numbers[LAST_ERROR];
    return numbers;
  }

  private static Estimate estimate(double[] all, double[][] resampled, int which) {
    return Estimate.of(
        all[which], Arrays.stream(resampled).mapToDouble(numbers -> numbers[which]).toArray());
  }
}
