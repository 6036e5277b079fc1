package dev.vigil.models.training;

import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import java.util.Set;

/**
 * Which of the inputs the trees of one model see. Models that see different things make different
 * mistakes, of which an average has fewer. In order, who sees most first.
 */
public enum TreeSight {
  /** All of them. */
  ALL,

  /**
   * Latest values and their ages, whole stays, what is made of several vital signs and what is
   * known without any measurement; of windows only level, range and trend over 8 and 24 hours.
   */
  SIMPLE;

  private static final Set<Statistic> LEVEL_RANGE_TREND =
      Set.of(Statistic.MEAN, Statistic.MIN, Statistic.MAX, Statistic.SD, Statistic.SLOPE);

  /** Whether trees see an input. */
  boolean sees(String feature) {
    return this == ALL || !isWindow(feature) || isLevelRangeOrTrend(feature);
  }

  private static boolean isWindow(String feature) {
    for (Window window : Window.values()) {
      if (feature.endsWith('.' + window.label())) {
        return true;
      }
    }
    return feature.contains(".baseline.");
  }

  private static boolean isLevelRangeOrTrend(String feature) {
    return LEVEL_RANGE_TREND.stream()
        .anyMatch(
            statistic ->
                feature.endsWith('.' + statistic.label() + '.' + Window.HOURS_8.label())
                    || feature.endsWith('.' + statistic.label() + '.' + Window.HOURS_24.label()));
  }
}
