package dev.vigil.bench.features;

import dev.vigil.bench.monitor.EightVitals;
import dev.vigil.bench.paired.Work;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The same vectors from all raw readings, each computed anew: nothing is carried from one to the
 * next. It knows that the readings come in order and once, which the engine has to find out.
 */
final class RecomputedWork implements Work<FeatureVector> {
  private final Map<String, RawVital> vitals = new LinkedHashMap<>();
  private long now = EightVitals.START;

  /**
   * One that has kept the patient's readings for a while.
   *
   * @param intervals how many intervals long
   */
  RecomputedWork(int intervals) {
    for (VitalSign vital : EightVitals.VITALS) {
      vitals.put(vital.id(), new RawVital(vital));
    }
    next();
    for (int i = 0; i < intervals; i++) {
      hear();
    }
  }

  @Override
  public FeatureVector once() {
    hear();
    SortedMap<String, Double> values = new TreeMap<>();
    vitals.values().forEach(vital -> vital.addTo(values, now));
    RawAcross.addTo(values, vitals, now);
    return new FeatureVector(
        EngineWork.PATIENT, FeatureCatalogue.instance().hash(), now - 1, now, values);
  }

  private void hear() {
    for (int i = 0; i < FeaturesBench.INTERVAL_SECONDS; i++) {
      next();
    }
  }

  private void next() {
    for (Reading reading : EightVitals.at(EngineWork.PATIENT, now).readings()) {
      RawVital vital = vitals.get(reading.vital());
      if (vital != null) {
        vital.add(reading);
      }
    }
    now++;
  }
}
