package dev.vigil.simulator.recordings;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parameter of the PhysioNet/CinC Challenge 2012 that Vigil has an entry of the catalogue for,
 * with the unit its values are really in.
 *
 * @param name in the recording
 * @param vital id of the entry
 * @param unit UCUM
 * @param sensor what it is measured with
 * @param doubt why that unit is not certain; empty where it is
 */
record Cinc2012Parameter(String name, String vital, String unit, String sensor, String doubt) {
  private static final String ARTERIAL = "arterial-line";
  private static final String CUFF = "cuff";

  /** By name. What isn't here is counted as unmapped. */
  static final Map<String, Cinc2012Parameter> ALL =
      Stream.of(
              of("ALP", "alkaline-phosphatase", "U/L"),
              of("ALT", "alt", "U/L"),
              of("AST", "ast", "U/L"),
              of("Albumin", "albumin", "g/dL"),
              of("BUN", "urea-nitrogen", "mg/dL"),
              of("Bilirubin", "bilirubin-total", "mg/dL"),
              of("Cholesterol", "cholesterol", "mg/dL"),
              of("Creatinine", "creatinine", "mg/dL"),
              pressure("DiasABP", "diastolic-pressure", ARTERIAL),
              of("FiO2", "fio2", "1"),
              of("GCS", "glasgow-coma-scale", "{score}"),
              of("Glucose", "glucose", "mg/dL"),
              of("HCO3", "bicarbonate", "mmol/L"),
              of("HCT", "hematocrit", "%"),
              of("HR", "heart-rate", "/min"),
              // Stated as mEq/L: of ions with one charge the same as mmol/L.
              of("K", "potassium", "mmol/L"),
              of("Lactate", "lactate", "mmol/L"),
              pressure("MAP", "mean-pressure", ARTERIAL),
              of("Mg", "magnesium", "mg/dL")
                  .doubted("stated as mmol/L, but the median is 2.0, and would be about 0.8"),
              pressure("NIDiasABP", "diastolic-pressure", CUFF),
              pressure("NIMAP", "mean-pressure", CUFF),
              pressure("NISysABP", "systolic-pressure", CUFF),
              of("Na", "sodium", "mmol/L"),
              of("PaCO2", "paco2", "mm[Hg]"),
              of("PaO2", "pao2", "mm[Hg]"),
              of("Platelets", "platelets", "10*3/uL"),
              of("RespRate", "respiratory-rate", "/min"),
              of("SaO2", "sao2", "%"),
              pressure("SysABP", "systolic-pressure", ARTERIAL),
              of("Temp", "body-temperature", "Cel"),
              // Stated as ug/L, which is ng/mL.
              of("TroponinI", "troponin-i", "ng/mL"),
              of("TroponinT", "troponin-t", "ng/mL"),
              of("Urine", "urine-output", "mL"),
              of("WBC", "leukocytes", "10*3/uL"),
              of("pH", "ph", "[pH]"))
          .collect(Collectors.toUnmodifiableMap(Cinc2012Parameter::name, Function.identity()));

  private static Cinc2012Parameter of(String name, String vital, String unit) {
    return new Cinc2012Parameter(name, vital, unit, RecordedValue.SENSOR, "");
  }

  private static Cinc2012Parameter pressure(String name, String vital, String sensor) {
    return new Cinc2012Parameter(name, vital, "mm[Hg]", sensor, "");
  }

  private Cinc2012Parameter doubted(String why) {
    return new Cinc2012Parameter(name, vital, unit, sensor, why);
  }

  static List<DoubtfulUnit> doubtful() {
    return ALL.values().stream()
        .filter(parameter -> !parameter.doubt().isEmpty())
        .map(parameter -> new DoubtfulUnit(parameter.name(), parameter.unit(), parameter.doubt()))
        .toList();
  }
}
