package dev.vigil.alerting;

import dev.vigil.alerting.rules.Truth;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one sensor said to the premises of combined rules, by what is known now: it changed, because
 * a reading was corrected, withdrawn or came late.
 *
 * @param names of all that the sensor says, as in {@link PremiseFacts}
 * @param from measured second of the first reading that changed
 * @param points the sensor's readings that are kept, in measured order
 */
record Trail(Set<String> names, long from, List<Point> points) {
  /**
   * One reading.
   *
   * @param stamp instant at which it came, or would have come in its turn
   * @param says what the sensor says from it on; null if it was withdrawn and changes nothing
   */
  record Point(long measured, long stamp, @Nullable SortedMap<String, Truth> says) {}

  Trail {
    names = Set.copyOf(names);
    points = List.copyOf(points);
  }

  /** Index of the first point that changed, -1 if it is no longer among them. */
  int first() {
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).measured() >= from) {
        return i;
      }
    }
    return -1;
  }
}
