package dev.vigil.bench.features;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The raw readings of one vital sign, in order of their measured second, the oldest overwritten.
 */
final class RawVital {
  /** Over a day and its oldest cell at 1 Hz; a power of two. */
  private static final int CAPACITY = 1 << 17;

  private final long[] measured = new long[CAPACITY];
  private final long[] values = new long[CAPACITY];
  private final double steps;
  private final String last;
  private final String age;
  private final Map<Window, Map<Statistic, String>> names = new EnumMap<>(Window.class);
  private int count;

  RawVital(VitalSign vital) {
    steps = Math.pow(10, vital.decimals());
    last = FeatureCatalogue.last(vital.id());
    age = FeatureCatalogue.age(vital.id());
    for (Window window : Window.values()) {
      Map<Statistic, String> ofWindow = new EnumMap<>(Statistic.class);
      for (Statistic statistic : Statistic.values()) {
        ofWindow.put(statistic, FeatureCatalogue.name(vital.id(), statistic, window));
      }
      names.put(window, ofWindow);
    }
  }

  void add(Reading reading) {
    measured[count & (CAPACITY - 1)] = reading.measured();
    values[count & (CAPACITY - 1)] = reading.value();
    count++;
  }

  /** Adds all features at {@code now}, which is after the latest reading. */
  void addTo(SortedMap<String, Double> features, long now) {
    int newest = (count - 1) & (CAPACITY - 1);
    features.put(last, values[newest] / steps);
    features.put(age, (double) (now - measured[newest]));
    names.forEach((window, ofWindow) -> sums(window, now).addTo(features, ofWindow, steps));
  }

  /** From the newest back to the first one that is too old. */
  private RawSums sums(Window window, long now) {
    long from = firstStart(window, now);
    RawSums sums = new RawSums();
    for (int i = count - 1; i >= Math.max(0, count - CAPACITY); i--) {
      int at = i & (CAPACITY - 1);
      if (measured[at] < from) {
        break;
      }
      sums.add(measured[at] - from, values[at]);
    }
    return sums;
  }

  /** Start of the oldest cell that starts in the window; without cells, its oldest second. */
  private static long firstStart(Window window, long now) {
    long after = now - window.seconds();
    int cell = Math.max(1, window.cellSeconds());
    return (Math.floorDiv(after, cell) + 1) * (long) cell;
  }
}
