package dev.vigil.models.features;

import java.util.List;
import java.util.Map;
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
  void addTo(FeatureRow row, VitalState state, long now) {
    Latest latest = state.latest();
    if (latest != null) {
      row.put(last, (double) latest.value() / scale.steps());
      row.put(age, (double) Math.max(0, now - latest.measured()));
    }
    double lastHour = Double.NaN;
    for (OverWindow over : windows) {
      Summary window = state.over(over.window(), now);
      if (window.count() > 0) {
        addStatistics(row, over.names(), window);
        if (over.window() == Window.HOUR_1) {
          lastHour = Statistic.MEAN.of(window, scale.steps());
        }
      }
    }
    if (baseline != null) {
      addBaseline(row, baseline, state.usual(now), lastHour);
    }
    if (stay != null) {
      addStay(row, stay, state.stay(), latest);
    }
  }

  private void addStatistics(FeatureRow row, Map<Statistic, String> names, Summary window) {
    names.forEach(
        (statistic, name) -> {
          double value = statistic.of(window, scale.steps());
          if (Double.isFinite(value)) {
            row.put(name, value);
          }
        });
  }

  private void addStay(
      FeatureRow row, StayNames names, @Nullable Stay whole, @Nullable Latest latest) {
    if (whole == null) {
      return;
    }
    row.put(names.count(), (double) whole.count());
    double mean = whole.mean(scale.steps());
    row.put(names.mean(), mean);
    row.put(names.min(), (double) whole.min() / scale.steps());
    row.put(names.max(), (double) whole.max() / scale.steps());
    if (latest != null) {
      row.put(names.change(), (double) latest.value() / scale.steps() - mean);
    }
  }

  private void addBaseline(
      FeatureRow row, BaselineNames names, Baseline.@Nullable Usual usual, double lastHour) {
    if (usual == null) {
      return;
    }
    double centre = usual.centre() / scale.steps();
    row.put(names.centre(), centre);
    row.put(names.hours(), usual.hours());
    if (!Double.isNaN(lastHour)) {
      double change = lastHour - centre;
      row.put(names.change(), change);
      row.put(names.deviation(), change / (usual.spread() / scale.steps()));
    }
  }
}
