package dev.vigil.bench.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.AcrossVitals;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * The features of several vital signs, of which {@link dev.vigil.bench.monitor.EightVitals
 * EightVitals} has the latest values always and inspired oxygen never.
 */
final class RawAcross {
  private static final int MINUTE_SECONDS = 60;
  private static final int HOUR_SECONDS = 3_600;
  private static final int LEAST_MINUTES = 10;

  private RawAcross() {}

  static void addTo(SortedMap<String, Double> features, Map<String, RawVital> vitals, long now) {
    double systolic = requireNonNull(vitals.get("systolic-pressure")).latest();
    double diastolic = requireNonNull(vitals.get("diastolic-pressure")).latest();
    features.put(
        AcrossVitals.SHOCK_INDEX, requireNonNull(vitals.get("heart-rate")).latest() / systolic);
    features.put(AcrossVitals.PULSE_PRESSURE, systolic - diastolic);
    features.put(AcrossVitals.MEAN_PRESSURE, (2 * diastolic + systolic) / 3);
    double correlation =
        correlation(
            minutes(requireNonNull(vitals.get("heart-rate")).readings(), now),
            minutes(requireNonNull(vitals.get("respiratory-rate")).readings(), now));
    if (Double.isFinite(correlation)) {
      features.put(AcrossVitals.CORRELATION, correlation);
    }
  }

  /** Means of the minutes that begin in the last hour. */
  private static double[] minutes(Series readings, long now) {
    long from = (Math.floorDiv(now - HOUR_SECONDS, MINUTE_SECONDS) + 1) * (long) MINUTE_SECONDS;
    double[] sums = new double[HOUR_SECONDS / MINUTE_SECONDS];
    int[] counts = new int[sums.length];
    for (int i = readings.firstFrom(from); i < readings.size(); i++) {
      int minute = (int) (readings.measured(i) - from) / MINUTE_SECONDS;
      sums[minute] += readings.value(i);
      counts[minute]++;
    }
    double[] means = new double[sums.length];
    int n = 0;
    for (int i = 0; i < sums.length; i++) {
      if (counts[i] > 0) {
        means[n++] = sums[i] / counts[i];
      }
    }
    return Arrays.copyOf(means, n);
  }

  /** Both have the same minutes. */
  private static double correlation(double[] x, double[] y) {
    if (x.length < LEAST_MINUTES) {
      return Double.NaN;
    }
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double shared = 0;
    double spreadX = 0;
    double spreadY = 0;
    for (int i = 0; i < x.length; i++) {
      shared += (x[i] - meanX) * (y[i] - meanY);
      spreadX += (x[i] - meanX) * (x[i] - meanX);
      spreadY += (y[i] - meanY) * (y[i] - meanY);
    }
    return shared / Math.sqrt(spreadX * spreadY);
  }
}
