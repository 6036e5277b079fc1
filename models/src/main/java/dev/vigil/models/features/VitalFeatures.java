package dev.vigil.models.features;

import dev.vigil.schemas.VitalSign;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The features of one vital sign, with their names ready-made.
 *
 * @param last name of the latest value
 * @param age name of the latest value's age
 * @param windows one entry per window that this kind of vital sign has
 */
record VitalFeatures(
    VitalSign vital, Bands bands, String last, String age, List<OverWindow> windows) {

  /**
   * The statistics of one window.
   *
   * @param names by statistic
   */
  record OverWindow(Window window, Map<Statistic, String> names) {}

  /** Adds what is known at {@code now}. */
  void addTo(SortedMap<String, Double> values, VitalState state, long now) {
    double steps = Math.pow(10, vital.decimals());
    Latest latest = state.latest();
    if (latest != null) {
      values.put(last, (double) latest.value() / steps);
      values.put(age, (double) Math.max(0, now - latest.measured()));
    }
    for (OverWindow over : windows) {
      Moments moments = state.over(over.window(), now);
      if (moments.count() > 0) {
        addStatistics(values, over.names(), moments, steps);
      }
    }
  }

  private static void addStatistics(
      SortedMap<String, Double> values,
      Map<Statistic, String> names,
      Moments moments,
      double steps) {
    names.forEach(
        (statistic, name) -> {
          double value = statistic.of(moments, steps);
          if (Double.isFinite(value)) {
            values.put(name, value);
          }
        });
  }
}
