package dev.vigil.dashboard.course;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.schemas.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A course thinned to what a picture can show, in memory that depends on the picture alone: of each
 * of equal stretches of time the first, the lowest, the highest and the last value, each as it was
 * at its second. A line through them covers the same pixels as one through all (M4: Jugel et al.
 * 2014, PVLDB 7:797), so a spike is never lost.
 *
 * <p>Where nothing came for longer than usual stands a point without a value: a gap is never
 * bridged.
 */
final class Thinning {
  /** Without an agreed interval a gap is this many times the usual distance, */
  private static final double UNUSUAL = 2.5;

  /** and not shorter than this: a lost second isn't a gap. */
  private static final long SHORTEST_GAP = 10;

  private final long stretchSeconds;
  private final List<Stretch> stretches = new ArrayList<>();
  private final TreeMap<Long, Integer> distances = new TreeMap<>();
  private long distance;
  private int times;
  private int count;

  /** A value, or the ends of a range, at its place among all. */
  private record Sample(int place, long second, double low, double high) {}

  /** What is kept of one stretch. */
  private static final class Stretch {
    private final long number;
    private final Sample first;
    private Sample lowest;
    private Sample highest;
    private int lastPlace;
    private long lastSecond;
    private double lastLow;
    private double lastHigh;

    Stretch(long number, Sample first) {
      this.number = number;
      this.first = first;
      lowest = first;
      highest = first;
      add(first.place, first.second, first.low, first.high);
    }

    /** A month has millions: most of them are nothing but the last one for a moment. */
    void add(int place, long second, double low, double high) {
      lastPlace = place;
      lastSecond = second;
      lastLow = low;
      lastHigh = high;
      if (low < lowest.low) {
        lowest = last();
      }
      if (high > highest.high) {
        highest = last();
      }
    }

    private Sample last() {
      return new Sample(lastPlace, lastSecond, lastLow, lastHigh);
    }

    /** In the order in which they came, each once. */
    Iterable<Sample> kept() {
      TreeMap<Integer, Sample> kept = new TreeMap<>();
      for (Sample sample : List.of(first, lowest, highest, last())) {
        kept.put(sample.place, sample);
      }
      return kept.values();
    }
  }

  /**
   * Nothing yet.
   *
   * @param stretchSeconds length of a stretch, at least 1 s; with 1 s everything is kept but more
   *     than four values of one second
   */
  Thinning(long stretchSeconds) {
    this.stretchSeconds = Math.max(1, stretchSeconds);
  }

  /** Takes the next value; seconds don't fall. */
  void add(long second, double low, double high) {
    long number = Math.floorDiv(second, stretchSeconds);
    Stretch current = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
    if (current != null && second > current.lastSecond) {
      countDistance(second - current.lastSecond);
    }
    if (current == null || current.number != number) {
      stretches.add(new Stretch(number, new Sample(count, second, low, high)));
    } else {
      current.add(count, second, low, high);
    }
    count++;
  }

  /** One that comes again and again is counted once for all. */
  private void countDistance(long seconds) {
    if (seconds != distance) {
      noteDistance();
      distance = seconds;
    }
    times++;
  }

  private void noteDistance() {
    if (times > 0) {
      distances.merge(distance, times, Integer::sum);
      times = 0;
    }
  }

  /** How many values came. */
  int count() {
    return count;
  }

  /** Seconds without a value from which on it is a gap, where nothing was agreed. */
  long usualGap() {
    noteDistance();
    long half = distances.values().stream().mapToLong(Integer::longValue).sum() / 2;
    long seen = 0;
    for (Map.Entry<Long, Integer> distance : distances.entrySet()) {
      seen += distance.getValue();
      if (seen > half) {
        return Math.max(SHORTEST_GAP, (long) Math.ceil(UNUSUAL * distance.getKey()));
      }
    }
    return SHORTEST_GAP;
  }

  /**
   * The points: {@code [second, value]}, or {@code [second, low, high]} of ranges; with null for
   * values in a gap.
   *
   * @param gap longest distance of two values, in seconds, that a line may bridge
   */
  ArrayNode points(long gap, boolean ranges) {
    ArrayNode points = Json.mapper().createArrayNode();
    Stretch before = null;
    for (Stretch stretch : stretches) {
      if (before != null && stretch.first.second - before.lastSecond > gap) {
        add(points, before.lastSecond + 1, null, ranges);
      }
      for (Sample sample : stretch.kept()) {
        add(points, sample.second, sample, ranges);
      }
      before = stretch;
    }
    return points;
  }

  private static void add(ArrayNode points, long second, @Nullable Sample sample, boolean ranges) {
    ArrayNode point = points.addArray().add(second);
    point.add(sample == null ? null : (Double) sample.low);
    if (ranges) {
      point.add(sample == null ? null : (Double) sample.high);
    }
  }
}
