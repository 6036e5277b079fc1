package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All of {@link ForecastMetric} for one contestant, in its order, from sums per subject. */
final class ForecastStatistic implements Statistic {
  private static final int ZONES = ClarkeZone.values().length;
  private static final int ROWS = 0;
  private static final int SQUARES = 1;
  private static final int SIZES = 2;
  private static final int SHARES = 3;
  private static final int FIRST_ZONE = 4;
  private static final int LOWS = FIRST_ZONE + ZONES;
  private static final int FORECAST_LOWS = LOWS + 1;
  private static final int FOUND_LOWS = LOWS + 2;
  private static final int NEW_LOWS = LOWS + 3;
  private static final int FORECAST_NEW_LOWS = LOWS + 4;
  private static final int FOUND_NEW_LOWS = LOWS + 5;
  private static final int SAME_LOWS = LOWS + 6;
  private static final int POSSIBLE_LOWS = LOWS + 7;
  private static final int FOUND_POSSIBLE_LOWS = LOWS + 8;
  private static final int COVERED = LOWS + 9;
  private static final int WIDTHS = LOWS + 10;
  private static final int SUMS = LOWS + 11;

  private final double[][] sums;
  private final boolean hasInterval;

  /**
   * Sums up.
   *
   * @param places of the subjects among the weights
   * @param says what the contestant forecast
   * @param hasInterval whether the cases' intervals are the contestant's
   */
  ForecastStatistic(
      List<ForecastCase> cases,
      Map<String, Integer> places,
      ToDoubleFunction<ForecastCase> says,
      boolean hasInterval) {
    this.sums = new double[places.size()][SUMS];
    this.hasInterval = hasInterval;
    for (ForecastCase each : cases) {
      int place = requireNonNull(places.get(each.patient()), "a subject has no place");
      add(sums[place], each, says.applyAsDouble(each));
    }
  }

  private static void add(double[] sums, ForecastCase each, double forecast) {
    double size = Math.abs(forecast - each.actual());
    sums[ROWS]++;
    sums[SQUARES] += size * size;
    sums[SIZES] += size;
    sums[SHARES] += size / each.actual();
    sums[FIRST_ZONE + ClarkeZone.of(each.actual(), forecast).ordinal()]++;
    boolean isForecastLow = forecast < ClarkeZone.LOW;
    boolean isLow = each.actual() < ClarkeZone.LOW;
    count(sums, LOWS, isLow, isForecastLow);
    if (each.last() >= ClarkeZone.LOW) {
      count(sums, NEW_LOWS, isLow, isForecastLow);
    }
    count(sums, SAME_LOWS, isLow, each.low() < ClarkeZone.LOW);
    sums[COVERED] += each.isCovered() ? 1 : 0;
    sums[WIDTHS] += each.high() - each.low();
  }

  private static void count(double[] sums, int first, boolean isLow, boolean isForecastLow) {
    sums[first] += isLow ? 1 : 0;
    sums[first + 1] += isForecastLow ? 1 : 0;
    sums[first + 2] += isLow && isForecastLow ? 1 : 0;
  }

  @Override
  public double[] of(int[] weights) {
    double[] all = new double[SUMS];
    for (int subject = 0; subject < sums.length; subject++) {
      for (int i = 0; i < SUMS; i++) {
        all[i] += weights[subject] * sums[subject][i];
      }
    }
    double[] numbers = new double[ForecastMetric.values().length];
    for (ForecastMetric metric : ForecastMetric.values()) {
      numbers[metric.ordinal()] = of(metric, all);
    }
    return numbers;
  }

  private double of(ForecastMetric metric, double[] all) {
    return switch (metric) {
      case RMSE -> Math.sqrt(all[SQUARES] / all[ROWS]);
      case MAE -> all[SIZES] / all[ROWS];
      case MARD -> all[SHARES] / all[ROWS];
      case CLARKE_A, CLARKE_B, CLARKE_C, CLARKE_D, CLARKE_E ->
          all[FIRST_ZONE + metric.ordinal() - ForecastMetric.CLARKE_A.ordinal()] / all[ROWS];
      case LOW_SENSITIVITY -> all[FOUND_LOWS] / all[LOWS];
      case LOW_PPV -> all[FOUND_LOWS] / all[FORECAST_LOWS];
      case NEW_LOW_SENSITIVITY -> all[FOUND_NEW_LOWS] / all[NEW_LOWS];
      case NEW_LOW_PPV -> all[FOUND_NEW_LOWS] / all[FORECAST_NEW_LOWS];
      case POSSIBLE_LOW_SENSITIVITY, POSSIBLE_LOW_PPV, COVERAGE, WIDTH ->
          hasInterval ? ofInterval(metric, all) : Double.NaN;
    };
  }

  private static double ofInterval(ForecastMetric metric, double[] all) {
    return switch (metric) {
      case POSSIBLE_LOW_SENSITIVITY -> all[FOUND_POSSIBLE_LOWS] / all[SAME_LOWS];
      case POSSIBLE_LOW_PPV -> all[FOUND_POSSIBLE_LOWS] / all[POSSIBLE_LOWS];
      case COVERAGE -> all[COVERED] / all[ROWS];
      default -> all[WIDTHS] / all[ROWS];
    };
  }
}
