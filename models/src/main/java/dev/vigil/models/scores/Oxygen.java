package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a patient breathes supplemental oxygen. Three vital signs can tell; the one observed last
 * decides, so that a device taken off outlives its flow. Of equally old ones, any that says oxygen.
 *
 * @param feature that told
 * @param given whether it is given
 */
record Oxygen(String feature, boolean given) {
  static final String DEVICE = "oxygen-device";

  /** Highest value that still is room air: 20.9 % fio2, as devices round it; no flow; no device. */
  private static final Map<String, Double> ROOM_AIR =
      Map.of(DEVICE, 0.0, "oxygen-flow", 0.0, "fio2", 21.0);

  static Set<String> vitals() {
    return ROOM_AIR.keySet();
  }

  /** What is known, or null. */
  static @Nullable Oxygen of(FeatureVector vector) {
    Oxygen told = null;
    double toldAge = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, Double> source : ROOM_AIR.entrySet()) {
      Double value = Freshness.current(vector, source.getKey());
      if (value == null) {
        continue;
      }
      double age = vector.values().getOrDefault(FeatureCatalogue.age(source.getKey()), toldAge);
      Oxygen tells = new Oxygen(FeatureCatalogue.last(source.getKey()), value > source.getValue());
      if (told == null || age < toldAge || (age == toldAge && tells.isBefore(told))) {
        told = tells;
        toldAge = age;
      }
    }
    return told;
  }

  /** Of the same age: oxygen before air, then by name, so that the answer is always the same. */
  private boolean isBefore(Oxygen other) {
    return given == other.given ? feature.compareTo(other.feature) < 0 : given;
  }
}
