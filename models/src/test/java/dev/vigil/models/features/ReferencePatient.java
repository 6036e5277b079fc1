package dev.vigil.models.features;

import dev.vigil.models.features.ReferenceVital.Value;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Slow and obvious: all vital signs of one admitted patient, and what is made of several. */
final class ReferencePatient {
  private static final long HOUR = 3_600;

  private final Map<String, ReferenceVital> vitals = new TreeMap<>();
  private long lastHeard = Long.MAX_VALUE;

  /** Says whether a reading was used. */
  boolean apply(Readings record, long now) {
    if (now - lastHeard >= 27 * HOUR) {
      vitals.values().forEach(ReferenceVital::retire);
    }
    if (now - lastHeard >= 9 * 24 * HOUR) {
      vitals.clear();
    }
    boolean used = false;
    for (Reading reading : record.readings()) {
      ReferenceVital vital = vitals.computeIfAbsent(reading.vital(), id -> new ReferenceVital());
      used |= vital.apply(reading, now) == Judgement.USED;
    }
    lastHeard = used ? now : lastHeard;
    return used;
  }

  SortedMap<String, Double> features(long now) {
    SortedMap<String, Double> features = new TreeMap<>();
    vitals.forEach((id, vital) -> features.putAll(vital.features(id, now)));
    double systolic = latest("systolic-pressure", now);
    double diastolic = latest("diastolic-pressure", now);
    double fraction = latest("fio2", now) / 100;
    if (Double.isNaN(fraction) && latest("oxygen-device", now) == 0) {
      fraction = 0.21;
    }
    put(features, "shock-index", latest("heart-rate", now) / systolic);
    put(features, "pulse-pressure", systolic - diastolic);
    put(features, "mean-pressure", diastolic + (systolic - diastolic) / 3);
    put(features, "spo2-fio2", latest("spo2", now) / fraction);
    put(features, "rox", latest("spo2", now) / fraction / latest("respiratory-rate", now));
    put(features, "heart-respiration-correlation.1h", correlation(now));
    return features;
  }

  private static void put(SortedMap<String, Double> features, String name, double value) {
    if (Double.isFinite(value)) {
      features.put("across." + name, value);
    }
  }

  /** NaN if it isn't known or was measured over an hour ago. */
  private double latest(String id, long now) {
    ReferenceVital vital = vitals.get(id);
    Value latest = vital == null ? null : vital.latest();
    return latest == null || now - latest.measured() > HOUR
        ? Double.NaN
        : latest.value() / ReferenceVital.steps(VitalSigns.catalogue().get(id));
  }

  /** In two passes over the minutes of the last hour that have both. */
  private double correlation(long now) {
    Map<Long, Double> hearts = minuteMeans("heart-rate", now);
    Map<Long, Double> breaths = minuteMeans("respiratory-rate", now);
    List<Long> both = hearts.keySet().stream().filter(breaths::containsKey).toList();
    double[] x = both.stream().mapToDouble(hearts::get).toArray();
    double[] y = both.stream().mapToDouble(breaths::get).toArray();
    if (both.size() < 10 || isConstant(x) || isConstant(y)) {
      return Double.NaN;
    }
    return covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
  }

  private Map<Long, Double> minuteMeans(String id, long now) {
    ReferenceVital vital = vitals.get(id);
    List<Value> values = vital == null ? List.of() : vital.values();
    return values.stream()
        .filter(value -> minute(value) > now - HOUR && minute(value) <= now + 60)
        .collect(
            Collectors.groupingBy(
                ReferencePatient::minute,
                TreeMap::new,
                Collectors.averagingDouble(value -> (double) value.value())));
  }

  private static long minute(Value value) {
    return Math.floorDiv(value.measured(), 60L) * 60;
  }

  private static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private static double covariance(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
