package dev.vigil.models.features;

import dev.vigil.models.features.ReferenceVital.Value;
import dev.vigil.schemas.VitalSign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Slow and obvious: one window of one vital sign, from all of its readings. */
record ReferenceWindow(VitalSign sign, String label, long length, long cell, long now) {

  /** Adds what is known of values in the order of measured second and sensor. */
  void addTo(SortedMap<String, Double> features, List<Value> all) {
    List<Value> in =
        all.stream()
            .filter(value -> start(value.measured()) > now - length)
            .filter(value -> start(value.measured()) <= now + 60)
            .toList();
    if (in.isEmpty()) {
      return;
    }
    addMoments(features, in);
    addQuartiles(features, in);
    addTimes(features, in);
  }

  private long start(long second) {
    return Math.floorDiv(second, cell) * cell;
  }

  private String name(String statistic) {
    return sign.id() + "." + statistic + "." + label;
  }

  private void addMoments(SortedMap<String, Double> features, List<Value> in) {
    double steps = ReferenceVital.steps(sign);
    double n = in.size();
    long count = in.size();
    long v = sum(in, Value::value, value -> 1);
    long t = sum(in, this::time, value -> 1);
    long vv = sum(in, Value::value, Value::value);
    long tv = sum(in, this::time, Value::value);
    long tt = sum(in, this::time, this::time);
    double spread = Math.multiplyExact(count, vv) - Math.multiplyExact(v, v);
    double rise = Math.multiplyExact(count, tv) - Math.multiplyExact(t, v);
    double run = Math.multiplyExact(count, tt) - Math.multiplyExact(t, t);
    features.put(name("count"), n);
    features.put(name("mean"), (double) v / (n * steps));
    features.put(name("min"), min(in) / steps);
    features.put(name("max"), max(in) / steps);
    if (n > 1) {
      features.put(name("sd"), Math.sqrt(spread / (n * (n - 1))) / steps);
    }
    if (run > 0) {
      features.put(name("slope"), rise / run * 3_600 / steps);
    }
  }

  private void addQuartiles(SortedMap<String, Double> features, List<Value> in) {
    long min = min(in);
    long max = max(in);
    List<Long> sorted =
        in.stream()
            .map(value -> cell == 1 ? value.value() : ReferenceVital.binned(value.value(), sign))
            .map(value -> Math.max(min, Math.min(max, value)))
            .sorted()
            .toList();
    String[] names = {"q1", "median", "q3"};
    for (int quarters = 1; quarters <= 3; quarters++) {
      int rank = (int) Math.ceil(in.size() * quarters / 4.0);
      features.put(name(names[quarters - 1]), sorted.get(rank - 1) / ReferenceVital.steps(sign));
    }
  }

  private void addTimes(SortedMap<String, Double> features, List<Value> in) {
    TreeMap<Long, List<Value>> cells = new TreeMap<>();
    in.forEach(
        value -> cells.computeIfAbsent(start(value.measured()), s -> new ArrayList<>()).add(value));
    if (ordinary() != null) {
      features.put(
          name("outside"),
          cell == 1
              ? outside(in)
              : cells.values().stream().map(this::outside).reduce(0.0, Double::sum) / cells.size());
    }
    features.put(name("coverage"), Math.min(1, (double) cells.size() * cell / length));
    features.put(name("gap"), cell == 1 ? rawGap(cells) : cellGap(cells));
    List<Double> successive =
        cell == 1
            ? in.stream().map(value -> (double) value.value()).toList()
            : cells.values().stream().map(ReferenceWindow::mean).toList();
    if (successive.size() > 1) {
      double differences = 0;
      for (int i = 1; i < successive.size(); i++) {
        differences += Math.abs(successive.get(i) - successive.get(i - 1));
      }
      features.put(
          name("masd"), differences / (successive.size() - 1) / ReferenceVital.steps(sign));
    }
  }

  private double rawGap(TreeMap<Long, List<Value>> seconds) {
    long before = now - length;
    long longest = 0;
    for (long second : seconds.keySet()) {
      longest = Math.max(longest, second - before);
      before = second;
    }
    return Math.max(longest, now - before);
  }

  /** Counts empty cells one by one, from the first that starts in the window to the last whole. */
  private double cellGap(Map<Long, List<Value>> cells) {
    long longest = 0;
    long empty = 0;
    for (long s = start(now - length) + cell; s < start(now); s += cell) {
      empty = cells.containsKey(s) ? 0 : empty + cell;
      longest = Math.max(longest, empty);
    }
    return longest;
  }

  private double outside(List<Value> values) {
    long[] ordinary = ordinary();
    return (double)
            values.stream().filter(v -> v.value() < ordinary[0] || v.value() > ordinary[1]).count()
        / values.size();
  }

  /** By hand: lowest and highest ordinary value in steps, or null where no source draws a line. */
  private long @Nullable [] ordinary() {
    return switch (sign.id()) {
      case "heart-rate" -> new long[] {510, 900};
      case "respiratory-rate" -> new long[] {120, 200};
      case "spo2" -> new long[] {960, 1_000};
      case "systolic-pressure" -> new long[] {1_110, 2_190};
      default -> null;
    };
  }

  private static double mean(List<Value> values) {
    return (double) values.stream().mapToLong(Value::value).sum() / values.size();
  }

  private static long min(List<Value> values) {
    return values.stream().mapToLong(Value::value).min().orElseThrow();
  }

  private static long max(List<Value> values) {
    return values.stream().mapToLong(Value::value).max().orElseThrow();
  }

  /** Seconds from now: sums of their squares fit into 64 bits. */
  private long time(Value value) {
    return value.measured() - now;
  }

  private static long sum(
      List<Value> values, ToLongFunction<Value> one, ToLongFunction<Value> other) {
    long sum = 0;
    for (Value value : values) {
      long product = Math.multiplyExact(one.applyAsLong(value), other.applyAsLong(value));
      sum = Math.addExact(sum, product);
    }
    return sum;
  }
}
