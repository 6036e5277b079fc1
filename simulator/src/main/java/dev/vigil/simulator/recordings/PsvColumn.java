package dev.vigil.simulator.recordings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of the PhysioNet/CinC Challenge 2019, with the unit its values are really in.
 *
 * @param name in the header
 * @param role what it is for
 * @param vital id of an entry of the catalogue; empty where the role is not MEASUREMENT
 * @param unit UCUM; empty where the role is not MEASUREMENT
 * @param doubt why that unit is not certain; empty where it is
 */
record PsvColumn(String name, Role role, String vital, String unit, String doubt) {
  enum Role {
    MEASUREMENT,
    AGE,
    SEX,
    MEDICAL_UNIT,
    SURGICAL_UNIT,
    HOSPITAL_ADMISSION,
    HOUR,
    LABEL
  }

  /** By name, in the order of the challenge's files. */
  static final Map<String, PsvColumn> ALL =
      Stream.of(
              measured("HR", "heart-rate", "/min"),
              measured("O2Sat", "spo2", "%"),
              measured("Temp", "body-temperature", "Cel"),
              measured("SBP", "systolic-pressure", "mm[Hg]"),
              measured("MAP", "mean-pressure", "mm[Hg]"),
              measured("DBP", "diastolic-pressure", "mm[Hg]"),
              measured("Resp", "respiratory-rate", "/min"),
              measured("EtCO2", "etco2", "mm[Hg]"),
              measured("BaseExcess", "base-excess", "mmol/L"),
              measured("HCO3", "bicarbonate", "mmol/L"),
              measured("FiO2", "fio2", "1")
                  .doubted("stated as %, but the median is 0.4 and 98 % lie in 0.21..1.0"),
              measured("pH", "ph", "[pH]"),
              measured("PaCO2", "paco2", "mm[Hg]"),
              measured("SaO2", "sao2", "%"),
              // Stated as IU/L: for an enzyme's activity the same as U/L.
              measured("AST", "ast", "U/L"),
              measured("BUN", "urea-nitrogen", "mg/dL"),
              measured("Alkalinephos", "alkaline-phosphatase", "U/L"),
              measured("Calcium", "calcium", "mg/dL")
                  .doubted(
                      "stated so, and the median is 8.2, but values near 1 look like ionised"
                          + " calcium in mmol/L"),
              measured("Chloride", "chloride", "mmol/L"),
              measured("Creatinine", "creatinine", "mg/dL"),
              measured("Bilirubin_direct", "bilirubin-direct", "mg/dL"),
              measured("Glucose", "glucose", "mg/dL"),
              measured("Lactate", "lactate", "mmol/L")
                  .doubted("stated as mg/dL, but the median is 2.0, and would be about 18"),
              measured("Magnesium", "magnesium", "mg/dL")
                  .doubted("stated as mmol/dL, but the median is 2.0, and would be about 0.08"),
              measured("Phosphate", "phosphate", "mg/dL"),
              measured("Potassium", "potassium", "mmol/L"),
              measured("Bilirubin_total", "bilirubin-total", "mg/dL"),
              measured("TroponinI", "troponin-i", "ng/mL"),
              measured("Hct", "hematocrit", "%"),
              measured("Hgb", "hemoglobin", "g/dL"),
              measured("PTT", "aptt", "s"),
              // Stated as "count*10^3/uL".
              measured("WBC", "leukocytes", "10*3/uL"),
              measured("Fibrinogen", "fibrinogen", "mg/dL"),
              measured("Platelets", "platelets", "10*3/uL"),
              other("Age", Role.AGE),
              other("Gender", Role.SEX),
              other("Unit1", Role.MEDICAL_UNIT),
              other("Unit2", Role.SURGICAL_UNIT),
              other("HospAdmTime", Role.HOSPITAL_ADMISSION),
              other("ICULOS", Role.HOUR),
              other("SepsisLabel", Role.LABEL))
          .collect(
              Collectors.toMap(
                  PsvColumn::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));

  private static PsvColumn measured(String name, String vital, String unit) {
    return new PsvColumn(name, Role.MEASUREMENT, vital, unit, "");
  }

  private static PsvColumn other(String name, Role role) {
    return new PsvColumn(name, role, "", "", "");
  }

  private PsvColumn doubted(String why) {
    return new PsvColumn(name, role, vital, unit, why);
  }

  /** The columns whose unit is not certain, in the order of the challenge's files. */
  static List<DoubtfulUnit> doubtful() {
    return ALL.values().stream()
        .filter(column -> !column.doubt().isEmpty())
        .map(column -> new DoubtfulUnit(column.name(), column.unit(), column.doubt()))
        .toList();
  }

  /**
   * The columns of a file, by its header.
   *
   * @throws RecordingException if a column is unknown, there twice, or the hour is missing
   */
  static List<PsvColumn> ofHeader(List<String> header, String file) {
    for (String name : header) {
      if (!ALL.containsKey(name)) {
        throw new RecordingException(
            file
                + " has a column in its first line that PhysioNet 2019 has not (number "
                + (header.indexOf(name) + 1)
                + "); expected names separated by | out of "
                + String.join("|", ALL.keySet()));
      }
    }
    if (header.stream().distinct().count() < header.size()) {
      throw new RecordingException(file + " has a column twice; expected each name once");
    }
    if (!header.contains("ICULOS")) {
      throw new RecordingException(file + " has no column ICULOS (hours since ICU admission)");
    }
    return header.stream().map(ALL::get).toList();
  }
}
