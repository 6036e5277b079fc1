package dev.vigil.system;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The latest values of a simulated ward, and the vector that NEWS2 sees of them. */
final class SimulatedValues {
  private final Map<String, Map<String, BigDecimal>> values = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> measured = new LinkedHashMap<>();

  synchronized void put(String patient, VitalSign sign, long steps, long at) {
    values.computeIfAbsent(patient, p -> new TreeMap<>()).put(sign.id(), sign.toDecimal(steps));
    measured.computeIfAbsent(patient, p -> new TreeMap<>()).put(sign.id(), at);
  }

  synchronized Map<String, BigDecimal> of(String patient) {
    return Map.copyOf(values.getOrDefault(patient, Map.of()));
  }

  synchronized void forEach(BiConsumer<String, Map<String, BigDecimal>> each) {
    values.forEach((patient, latest) -> each.accept(patient, Map.copyOf(latest)));
  }

  synchronized FeatureVector vector(PatientContext context, long now) {
    String patient = context.patient();
    TreeMap<String, Double> features = new TreeMap<>();
    if (context.ageYears() != null) {
      features.put(FeatureCatalogue.AGE, (double) context.ageYears());
    }
    features.put(FeatureCatalogue.SPO2_SCALE, (double) context.spo2Scale());
    of(patient)
        .forEach(
            (vital, value) -> {
              features.put(FeatureCatalogue.last(vital), value.doubleValue());
              features.put(
                  FeatureCatalogue.age(vital),
                  (double) (now - measured.get(patient).getOrDefault(vital, now)));
            });
    return new FeatureVector(patient, "test", now, now, features);
  }
}
