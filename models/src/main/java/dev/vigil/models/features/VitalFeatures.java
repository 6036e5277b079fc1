package dev.vigil.models.features;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The features of one vital sign, with their names ready-made.
 *
 * @param last name of the latest value
 * @param age name of the latest value's age
 * @param windows one entry per window that this kind of vital sign has
 * @param baseline null for a kind that has none
 * @param stay null for a kind that has none
 */
record VitalFeatures(
    Scale scale,
    String last,
    String age,
    List<OverWindow> windows,
    @Nullable BaselineNames baseline,
    @Nullable StayNames stay) {

  /**
   * The statistics of one window.
   *
   * @param names by statistic
   */
  record OverWindow(Window window, Map<Statistic, String> names) {}

  /** Adds what is known at {@code now}. */
  void addTo(SortedMap<String, Double> values, VitalState state, long now) {
    Latest latest = state.latest();
    if (latest != null) {
      values.put(last, (double) latest.value() / scale.steps());
      values.put(age, (double) Math.max(0, now - latest.measured()));
    }
    double lastHour = Double.NaN;
    for (OverWindow over : windows) {
      Summary window = state.over(over.window(), now);
      if (window.count() > 0) {
        addStatistics(values, over.names(), window);
        if (over.window() == Window.HOUR_1) {
          lastHour = Statistic.MEAN.of(window, scale.steps());
        }
      }
    }
    if (baseline != null) {
      addBaseline(values, baseline, state.usual(now), lastHour);
    }
    if (stay != null) {
      addStay(values, stay, state.stay(), latest);
    }
  }

  private void addStatistics(
      SortedMap<String, Double> values, Map<Statistic, String> names, Summary window) {
    names.forEach(
        (statistic, name) -> {
          double value = statistic.of(window, scale.steps());
          if (Double.isFinite(value)) {
            values.put(name, value);
          }
        });
  }

  private void addStay(
      SortedMap<String, Double> values,
      StayNames names,
      @Nullable Stay whole,
      @Nullable Latest latest) {
    if (whole == null) {
      return;
    }
    values.put(names.count(), (double) whole.count());
    double mean = whole.mean(scale.steps());
    values.put(names.mean(), mean);
    values.put(names.min(), (double) whole.min() / scale.steps());
    values.put(names.max(), (double) whole.max() / scale.steps());
    if (latest != null) {
      values.put(names.change(), (double) latest.value() / scale.steps() - mean);
    }
  }

  private void addBaseline(
      SortedMap<String, Double> values,
      BaselineNames names,
      Baseline.@Nullable Usual usual,
      double lastHour) {
    if (usual == null) {
      return;
    }
    double centre = usual.centre() / scale.steps();
    values.put(names.centre(), centre);
    values.put(names.hours(), usual.hours());
    if (!Double.isNaN(lastHour)) {
      double change = lastHour - centre;
      values.put(names.change(), change);
      values.put(names.deviation(), change / (usual.spread() / scale.steps()));
    }
  }
}
