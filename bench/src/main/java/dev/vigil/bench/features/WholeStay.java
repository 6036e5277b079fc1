package dev.vigil.bench.features;

import java.util.LongSummaryStatistics;
import java.util.SortedMap;

/** All values of one vital sign that ever came, summed up as they come. */
final class WholeStay {
  private final String vital;
  private final double steps;
  private final LongSummaryStatistics all = new LongSummaryStatistics();

  WholeStay(String vital, double steps) {
    this.vital = vital;
    this.steps = steps;
  }

  void add(long value) {
    all.accept(value);
  }

  /**
   * Adds its features.
   *
   * @param latest value in its unit
   */
  void addTo(SortedMap<String, Double> features, double latest) {
    double mean = all.getAverage() / steps;
    features.put(vital + ".count.stay", (double) all.getCount());
    features.put(vital + ".mean.stay", mean);
    features.put(vital + ".min.stay", all.getMin() / steps);
    features.put(vital + ".max.stay", all.getMax() / steps);
    features.put(vital + ".change.stay", latest - mean);
  }
}
