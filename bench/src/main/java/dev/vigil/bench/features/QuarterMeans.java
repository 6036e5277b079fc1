package dev.vigil.bench.features;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is usual for a patient, from the means of all quarter hours of the last days. */
final class QuarterMeans {
  private static final long QUARTER_SECONDS = 900;
  private static final long BLOCK_SECONDS = 7_200;
  private static final long DAY_SECONDS = 86_400;
  private static final long DAYS = 8;
  private static final double MAD_TO_SD = 1.4826;

  private final String stem;
  private final Ordinary ordinary;

  /** Count and sum by start. */
  private final TreeMap<Long, long[]> quarters = new TreeMap<>();

  QuarterMeans(String vital, Ordinary ordinary) {
    this.stem = vital + ".baseline.";
    this.ordinary = ordinary;
  }

  void add(long second, long value) {
    long[] quarter =
        quarters.computeIfAbsent(floor(second, QUARTER_SECONDS), unseen -> new long[2]);
    quarter[0]++;
    quarter[1] += value;
  }

  /** Adds the features, if anything counts at {@code now}. */
  void addTo(SortedMap<String, Double> features, long now, double lastHour) {
    long from = floor(now, DAY_SECONDS) - DAYS * DAY_SECONDS;
    quarters.headMap(from).clear();
    Map<Long, long[]> counting = quarters.headMap(floor(now - DAY_SECONDS, BLOCK_SECONDS));
    long[] bins =
        counting.values().stream()
            .mapToLong(quarter -> ordinary.bin(Math.floorDiv(quarter[1], quarter[0])))
            .toArray();
    if (bins.length == 0) {
      return;
    }
    long middle = middle(bins);
    long deviation = middle(Arrays.stream(bins).map(bin -> Math.abs(bin - middle)).toArray());
    double width = ordinary.binWidth() / ordinary.steps();
    double change = lastHour - middle * width;
    features.put(stem + "centre", middle * width);
    features.put(stem + "hours", bins.length * QUARTER_SECONDS / 3_600.0);
    features.put(stem + "change", change);
    features.put(stem + "deviation", change / Math.max(MAD_TO_SD * deviation * width, width / 2));
  }

  private static long middle(long[] bins) {
    long[] sorted = bins.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length + 1) / 2 - 1];
  }

  private static long floor(long second, long width) {
    return Math.floorDiv(second, width) * width;
  }
}
