package dev.vigil.models.features;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Slow and obvious: keeps every reading for ever and computes everything anew from them. */
final class ReferenceVital {
  private record Identity(long measured, String sensor) {}

  private record Known(long value, long revision, boolean withdrawn) {}

  private record Value(long measured, String sensor, long value) {}

  private final Map<Identity, Known> all = new HashMap<>();
  private final Set<Long> settled = new HashSet<>();

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
    return judgement;
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
    Map<String, Integer> perSensorMinute = new HashMap<>();
    all.keySet().stream()
        .filter(id -> id.measured >= now - 86_400)
        .filter(id -> minute(id.measured) + 60 <= now - 300)
        .forEach(
            id -> {
              String name = id.sensor + "@" + minute(id.measured);
              if (perSensorMinute.merge(name, 1, Integer::sum) > 1) {
                settled.add(minute(id.measured));
              }
            });
  }

  private static long minute(long second) {
    return Math.floorDiv(second, 60L) * 60;
  }

  SortedMap<String, Double> features(String vital, long now) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    double steps = Math.pow(10, sign.decimals());
    List<Value> values =
        all.entrySet().stream()
            .filter(entry -> !entry.getValue().withdrawn)
            .map(e -> new Value(e.getKey().measured, e.getKey().sensor, e.getValue().value))
            .toList();
    SortedMap<String, Double> features = new TreeMap<>();
    values.stream()
        .max(Comparator.comparing(Value::measured).thenComparing(Value::sensor))
        .ifPresent(
            last -> {
              features.put(vital + ".last", last.value / steps);
              features.put(vital + ".age", (double) Math.max(0, now - last.measured));
            });
    switch (sign.kind()) {
      case VITAL -> {
        window(features, vital, "5m", values, now, 300, 1, steps);
        window(features, vital, "1h", values, now, 3_600, 60, steps);
        window(features, vital, "8h", values, now, 28_800, 900, steps);
        window(features, vital, "24h", values, now, 86_400, 900, steps);
      }
      case LAB -> window(features, vital, "24h", values, now, 86_400, 900, steps);
      default -> {}
    }
    return features;
  }

  private static void window(
      SortedMap<String, Double> features,
      String vital,
      String label,
      List<Value> all,
      long now,
      long length,
      long cell,
      double steps) {
    List<Value> in =
        all.stream()
            .filter(value -> Math.floorDiv(value.measured, cell) * cell > now - length)
            .filter(value -> Math.floorDiv(value.measured, cell) * cell <= now + 60)
            .toList();
    if (in.isEmpty()) {
      return;
    }
    double n = in.size();
    BigInteger count = BigInteger.valueOf(in.size());
    BigInteger v = sum(in, value -> value.value, value -> 1);
    BigInteger t = sum(in, value -> value.measured, value -> 1);
    BigInteger vv = sum(in, value -> value.value, value -> value.value);
    BigInteger tv = sum(in, value -> value.measured, value -> value.value);
    BigInteger tt = sum(in, value -> value.measured, value -> value.measured);
    double spread = count.multiply(vv).subtract(v.multiply(v)).doubleValue();
    double rise = count.multiply(tv).subtract(t.multiply(v)).doubleValue();
    double run = count.multiply(tt).subtract(t.multiply(t)).doubleValue();
    features.put(vital + ".count." + label, n);
    features.put(vital + ".mean." + label, v.doubleValue() / (n * steps));
    features.put(
        vital + ".min." + label, in.stream().mapToLong(Value::value).min().orElseThrow() / steps);
    features.put(
        vital + ".max." + label, in.stream().mapToLong(Value::value).max().orElseThrow() / steps);
    if (n > 1) {
      features.put(vital + ".sd." + label, Math.sqrt(spread / (n * (n - 1))) / steps);
    }
    if (run > 0) {
      features.put(vital + ".slope." + label, rise / run * 3_600 / steps);
    }
  }

  private static BigInteger sum(
      List<Value> values,
      java.util.function.ToLongFunction<Value> one,
      java.util.function.ToLongFunction<Value> other) {
    return values.stream()
        .map(
            v ->
                BigInteger.valueOf(one.applyAsLong(v))
                    .multiply(BigInteger.valueOf(other.applyAsLong(v))))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
