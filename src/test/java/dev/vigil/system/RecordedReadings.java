package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.ingest.Normaliser;
import dev.vigil.ingest.Normaliser.Normalised;
import dev.vigil.schemas.Reading;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordedStep;
import dev.vigil.simulator.recordings.Recordings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The readings of recorded patients in the order in which they were recorded, with duplicates and
 * steps back in time as they are, through the intake's own rules for units and plausible values.
 */
final class RecordedReadings {
  /** Recordings begin here; not at a whole hour, quarter or block. */
  private static final long START = 1_700_000_123L;

  private static final Normaliser NORMALISER = new Normaliser();

  /** What a channel of a monitor or a parameter of a chart is to Vigil. */
  private record Source(String vital, String unit, String sensor) {}

  private static final Map<String, Source> CINC_2012 =
      Map.ofEntries(
          Map.entry("HR", new Source("heart-rate", "/min", "monitor")),
          Map.entry("RespRate", new Source("respiratory-rate", "/min", "monitor")),
          Map.entry("Temp", new Source("body-temperature", "Cel", "monitor")),
          Map.entry("SysABP", new Source("systolic-pressure", "mm[Hg]", "arterial")),
          Map.entry("NISysABP", new Source("systolic-pressure", "mm[Hg]", "cuff")),
          Map.entry("DiasABP", new Source("diastolic-pressure", "mm[Hg]", "arterial")),
          Map.entry("NIDiasABP", new Source("diastolic-pressure", "mm[Hg]", "cuff")),
          Map.entry("MAP", new Source("mean-pressure", "mm[Hg]", "arterial")),
          Map.entry("NIMAP", new Source("mean-pressure", "mm[Hg]", "cuff")),
          Map.entry("FiO2", new Source("fio2", "1", "ventilator")),
          Map.entry("pH", new Source("ph", "[pH]", "lab")),
          Map.entry("PaCO2", new Source("paco2", "mm[Hg]", "lab")),
          Map.entry("SaO2", new Source("sao2", "%", "lab")),
          Map.entry("BUN", new Source("urea-nitrogen", "mg/dL", "lab")),
          Map.entry("Creatinine", new Source("creatinine", "mg/dL", "lab")),
          Map.entry("Glucose", new Source("glucose", "mg/dL", "lab")),
          Map.entry("HCO3", new Source("bicarbonate", "mmol/L", "lab")),
          Map.entry("K", new Source("potassium", "mmol/L", "lab")),
          Map.entry("Lactate", new Source("lactate", "mmol/L", "lab")),
          Map.entry("HCT", new Source("hematocrit", "%", "lab")),
          Map.entry("Platelets", new Source("platelets", "10*3/uL", "lab")),
          Map.entry("WBC", new Source("leukocytes", "10*3/uL", "lab")));

  /** By column, after the minute. */
  private static final List<Source> MIMIC_2 =
      List.of(
          new Source("heart-rate", "/min", "ecg"),
          new Source("systolic-pressure", "mm[Hg]", "arterial"),
          new Source("diastolic-pressure", "mm[Hg]", "arterial"),
          new Source("mean-pressure", "mm[Hg]", "arterial"),
          new Source("heart-rate", "/min", "oximeter"),
          new Source("respiratory-rate", "/min", "monitor"),
          new Source("spo2", "%", "oximeter"),
          new Source("systolic-pressure", "mm[Hg]", "cuff"),
          new Source("diastolic-pressure", "mm[Hg]", "cuff"),
          new Source("mean-pressure", "mm[Hg]", "cuff"));

  private final List<Reading> taken = new ArrayList<>();

  private RecordedReadings() {}

  /** The first patients of {@code cinc2019-sepsis}. */
  static List<List<Reading>> sepsis(Path folder, int patients) {
    try (Stream<RecordedPatient> recorded = Recordings.open(folder).patients().limit(patients)) {
      return recorded.map(RecordedReadings::ofSteps).toList();
    }
  }

  private static List<Reading> ofSteps(RecordedPatient patient) {
    RecordedReadings readings = new RecordedReadings();
    for (RecordedStep step : patient.steps()) {
      long second = START + step.offsetSeconds();
      step.values()
          .forEach(
              value ->
                  readings.take(
                      new Source(value.vital(), value.unit(), value.sensor()),
                      second,
                      value.value()));
    }
    return readings.taken;
  }

  /** The first patients of {@code cinc2012-icu}. */
  static List<List<Reading>> icu(Path archive, int patients) throws IOException {
    List<List<Reading>> all = new ArrayList<>();
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null && all.size() < patients) {
        if (entry.isFile() && entry.getName().matches("set-a/\\d+\\.txt")) {
          all.add(ofChart(new String(tar.readAllBytes(), UTF_8)));
        }
        entry = tar.getNextEntry();
      }
    }
    return all;
  }

  /** Lines of {@code hh:mm,parameter,value} after a heading. */
  private static List<Reading> ofChart(String text) {
    RecordedReadings readings = new RecordedReadings();
    text.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(cells -> CINC_2012.containsKey(cells[1]))
        .forEach(
            cells -> {
              String[] time = cells[0].split(":", -1);
              long minutes = Long.parseLong(time[0]) * 60 + Long.parseLong(time[1]);
              Source source = CINC_2012.get(cells[1]);
              readings.take(source, START + minutes * 60, new BigDecimal(cells[2]));
            });
    return readings.taken;
  }

  /** The patient of {@code mimic2-numerics}: ten channels, once a minute. */
  static List<Reading> monitor(Path file) throws IOException {
    RecordedReadings readings = new RecordedReadings();
    for (String line : Files.readAllLines(file, UTF_8).subList(1, 1_937)) {
      String[] cells = line.split(",", -1);
      for (int i = 0; i < MIMIC_2.size(); i++) {
        if (!cells[i + 1].isEmpty()) {
          long second = START + 60 * Long.parseLong(cells[0]);
          readings.take(MIMIC_2.get(i), second, new BigDecimal(cells[i + 1]));
        }
      }
    }
    return readings.taken;
  }

  private void take(Source source, long second, BigDecimal value) {
    Normalised normalised = NORMALISER.normalise(source.vital, value, source.unit);
    if (normalised.isTaken()) {
      taken.add(Reading.of(source.vital, source.sensor, second, normalised.steps()));
    }
  }
}
