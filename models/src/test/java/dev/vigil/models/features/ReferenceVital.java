package dev.vigil.models.features;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Slow and obvious: keeps every reading for ever and computes everything anew from them. */
final class ReferenceVital {
  private record Identity(long measured, String sensor) {}

  private record Known(long value, long revision, boolean withdrawn) {}

  record Value(long measured, String sensor, long value) {}

  private final Map<Identity, Known> all = new HashMap<>();
  private final Set<Long> settled = new HashSet<>();

  /** What only baseline and stay still know. */
  private final List<Value> retired = new ArrayList<>();

  /** All that count, in order; empty while they have to be put in order again. */
  private List<Value> inOrder = List.of();

  Judgement apply(Reading reading, long now) {
    if (reading.measured() - now > 60) {
      return Judgement.FUTURE;
    }
    if (now - reading.measured() > 86_400) {
      return Judgement.TOO_LATE;
    }
    settle(now);
    Judgement judgement = judge(reading);
    settle(now);
    inOrder = List.of();
    return judgement;
  }

  /** Forgets all but what baseline and stay were learned from. */
  void retire() {
    retired.addAll(values());
    all.clear();
    settled.clear();
    inOrder = List.of();
  }

  /** The latest that counts, or null. */
  @Nullable Value latest() {
    List<Value> values = values();
    return values.isEmpty() ? null : values.get(values.size() - 1);
  }

  /** All that count, by measured second and sensor. */
  List<Value> values() {
    if (inOrder.isEmpty()) {
      inOrder =
          all.entrySet().stream()
              .filter(entry -> !entry.getValue().withdrawn)
              .map(e -> new Value(e.getKey().measured, e.getKey().sensor, e.getValue().value))
              .sorted(Comparator.comparing(Value::measured).thenComparing(Value::sensor))
              .toList();
    }
    return inOrder;
  }

  private Judgement judge(Reading reading) {
    Identity identity = new Identity(reading.measured(), reading.sensor());
    boolean original = reading.status() == Status.FINAL;
    Known next =
        new Known(
            reading.value(),
            reading.version() * 2L + (original ? 0 : 1),
            reading.status() == Status.WITHDRAWN);
    Known known = all.get(identity);
    if (known == null) {
      all.put(identity, next);
      return Judgement.USED;
    }
    if (settled.contains(minute(reading.measured()))) {
      return original ? Judgement.LATE_DUPLICATE : Judgement.CORRECTION_WITHOUT_RAW;
    }
    if (!original && next.revision > known.revision) {
      all.put(identity, next);
      return Judgement.USED;
    }
    boolean older = next.revision < known.revision;
    boolean same = next.value == known.value && next.withdrawn == known.withdrawn;
    return older || same ? Judgement.LATE_DUPLICATE : Judgement.CONFLICT;
  }

  private void settle(long now) {
    Map<Identity, Integer> perSensorMinute = new HashMap<>();
    all.keySet().stream()
        .filter(id -> minute(id.measured) + 60 <= now - 300)
        .forEach(
            id -> {
              Identity ofMinute = new Identity(minute(id.measured), id.sensor);
              if (perSensorMinute.merge(ofMinute, 1, Integer::sum) > 1) {
                settled.add(minute(id.measured));
              }
            });
  }

  private static long minute(long second) {
    return Math.floorDiv(second, 60L) * 60;
  }

  SortedMap<String, Double> features(String vital, long now) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    List<Value> values = values();
    SortedMap<String, Double> features = new TreeMap<>();
    if (!values.isEmpty()) {
      Value last = values.get(values.size() - 1);
      features.put(vital + ".last", last.value / steps(sign));
      features.put(vital + ".age", (double) Math.max(0, now - last.measured));
    }
    switch (sign.kind()) {
      case VITAL -> {
        new ReferenceWindow(sign, "5m", 300, 1, now).addTo(features, values);
        new ReferenceWindow(sign, "1h", 3_600, 60, now).addTo(features, values);
        new ReferenceWindow(sign, "8h", 28_800, 900, now).addTo(features, values);
        new ReferenceWindow(sign, "24h", 86_400, 900, now).addTo(features, values);
        addBaseline(features, sign, now);
        addStay(features, sign);
      }
      case LAB -> {
        new ReferenceWindow(sign, "24h", 86_400, 900, now).addTo(features, values);
        addStay(features, sign);
      }
      default -> {}
    }
    return features;
  }

  private void addStay(SortedMap<String, Double> features, VitalSign sign) {
    List<Long> stay =
        Stream.concat(retired.stream(), values().stream()).map(Value::value).sorted().toList();
    if (stay.isEmpty()) {
      return;
    }
    double mean = stay.stream().mapToLong(value -> value).sum() / (stay.size() * steps(sign));
    features.put(sign.id() + ".count.stay", (double) stay.size());
    features.put(sign.id() + ".mean.stay", mean);
    features.put(sign.id() + ".min.stay", stay.get(0) / steps(sign));
    features.put(sign.id() + ".max.stay", stay.get(stay.size() - 1) / steps(sign));
    Double last = features.get(sign.id() + ".last");
    if (last != null) {
      features.put(sign.id() + ".change.stay", last - mean);
    }
  }

  private void addBaseline(SortedMap<String, Double> features, VitalSign sign, long now) {
    Map<Long, List<Value>> quarters = new TreeMap<>();
    Stream.concat(retired.stream(), values().stream())
        .filter(v -> Math.floorDiv(v.measured, 7_200L) * 7_200 + 7_200 <= now - 86_400)
        .filter(v -> Math.floorDiv(v.measured, 86_400L) >= Math.floorDiv(now, 86_400L) - 8)
        .forEach(
            v ->
                quarters
                    .computeIfAbsent(Math.floorDiv(v.measured, 900L), q -> new ArrayList<>())
                    .add(v));
    if (quarters.isEmpty()) {
      return;
    }
    double bin = binWidth(sign);
    List<Double> means =
        quarters.values().stream()
            .map(q -> (long) Math.floor(q.stream().mapToLong(Value::value).average().orElseThrow()))
            .map(mean -> binned(mean, sign) * 1.0)
            .sorted()
            .toList();
    double centre = means.get((means.size() + 1) / 2 - 1);
    List<Double> distances = means.stream().map(mean -> Math.abs(mean - centre)).sorted().toList();
    double mad = distances.get((means.size() + 1) / 2 - 1);
    double spread = Math.max(1.4826 * (mad / bin) * bin, bin / 2) / steps(sign);
    String stem = sign.id() + ".baseline.";
    features.put(stem + "centre", centre / steps(sign));
    features.put(stem + "hours", means.size() * 0.25);
    Double lastHour = features.get(sign.id() + ".mean.1h");
    if (lastHour != null) {
      double change = lastHour - centre / steps(sign);
      features.put(stem + "change", change);
      features.put(stem + "deviation", change / spread);
    }
  }

  static double steps(VitalSign sign) {
    return Math.pow(10, sign.decimals());
  }

  /** By hand: a 256th of the plausible range, rounded up to 1, 2 or 5 times a power of ten. */
  static long binWidth(VitalSign sign) {
    return switch (sign.id()) {
      case "heart-rate", "systolic-pressure", "lactate" -> 20;
      case "diastolic-pressure" -> 10;
      case "respiratory-rate", "spo2", "fio2" -> 5;
      default -> throw new IllegalArgumentException(sign.id());
    };
  }

  static long binned(long value, VitalSign sign) {
    long width = binWidth(sign);
    return Math.floorDiv(value + width / 2, width) * width;
  }
}
