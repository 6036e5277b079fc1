package dev.vigil.simulator.recordings;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * A recording for machines without data, in the format of the real one: hourly rows with courses
 * that hang together, gaps as frequent as in the real recordings (heart rate missing in 12 % of the
 * rows, temperature in 66 %, most laboratory values in over 90 %), a few implausible values, and
 * sepsis in one patient of eight. Invented: good for trying out and testing, for nothing else.
 */
public final class GeneratedRecording {
  private static final double SEPTIC = 0.125;
  private static final double SLIPS_PER_ROW = 1.0 / 200;
  private static final double STAYS_WITHIN_THE_HOUR = 0.9;
  private static final int SHORTEST_STAY = 10;
  private static final int LONGEST_STAY = 60;
  private static final int NEVER = 1_000_000;

  /** The challenge labels from six hours before the onset on. */
  private static final int LABELLED_HOURS_BEFORE = 6;

  /**
   * How a column behaves.
   *
   * @param mean over patients
   * @param between standard deviation between patients
   * @param within standard deviation over the hours of one
   * @param sepsis what full sepsis adds
   * @param measured part of the rows that has it
   */
  private record Course(
      double mean, double between, double within, double sepsis, double measured, int decimals) {}

  private static final Map<String, Course> COURSES =
      Map.ofEntries(
          Map.entry("HR", new Course(82, 11, 5, 32, 0.88, 0)),
          Map.entry("O2Sat", new Course(97, 1.2, 0.9, -4, 0.86, 0)),
          Map.entry("Temp", new Course(36.9, 0.25, 0.25, 1.7, 0.34, 1)),
          Map.entry("SBP", new Course(124, 13, 7, -34, 0.86, 0)),
          Map.entry("MAP", new Course(84, 9, 5, -22, 0.85, 1)),
          Map.entry("DBP", new Course(64, 8, 5, -16, 0.86, 0)),
          Map.entry("Resp", new Course(17, 2, 1.6, 9, 0.79, 0)),
          Map.entry("EtCO2", new Course(34, 3, 2, -5, 0.07, 0)),
          Map.entry("FiO2", new Course(0.35, 0.06, 0.02, 0.2, 0.05, 2)),
          Map.entry("pH", new Course(7.39, 0.03, 0.02, -0.1, 0.03, 2)),
          Map.entry("PaCO2", new Course(40, 4, 2, -5, 0.03, 0)),
          Map.entry("HCO3", new Course(24, 2, 1, -5, 0.02, 1)),
          Map.entry("BUN", new Course(20, 7, 1, 12, 0.06, 0)),
          Map.entry("Creatinine", new Course(1.1, 0.3, 0.05, 0.9, 0.06, 2)),
          Map.entry("Glucose", new Course(130, 22, 14, 25, 0.22, 0)),
          Map.entry("Lactate", new Course(1.5, 0.4, 0.2, 2.8, 0.03, 2)),
          Map.entry("Magnesium", new Course(2, 0.2, 0.05, 0, 0.05, 1)),
          Map.entry("Potassium", new Course(4, 0.4, 0.15, 0.3, 0.08, 1)),
          Map.entry("Bilirubin_total", new Course(0.9, 0.3, 0.05, 0.8, 0.02, 1)),
          Map.entry("Hct", new Course(32, 4, 0.8, -1, 0.06, 1)),
          Map.entry("Hgb", new Course(10.5, 1.4, 0.3, -0.4, 0.06, 1)),
          Map.entry("WBC", new Course(9.5, 2.2, 0.6, 7, 0.05, 1)),
          Map.entry("Platelets", new Course(190, 50, 6, -50, 0.05, 0)));

  /** A value that no patient has. */
  private record Slip(String column, String value) {}

  /** What monitors and typists really produce now and then, outside every plausible range. */
  private static final List<Slip> SLIPS =
      List.of(
          new Slip("HR", "500"),
          new Slip("Temp", "50"),
          new Slip("FiO2", "4000"),
          new Slip("SBP", "0"));

  private static final Slip NO_SLIP = new Slip("", "");

  private GeneratedRecording() {}

  /**
   * Writes one {@code .psv} per patient, {@code g000001.psv} and so on; the same seed gives the
   * same bytes on every machine, and the first n patients are the same for every number above n.
   *
   * @param folder made if it isn't there; what is in it under these names is replaced
   * @throws RecordingException if a file can't be written
   */
  public static void write(Path folder, int patients, long seed) {
    requireNonNull(folder, "folder is null");
    if (patients < 1 || patients > 999_999) {
      throw new IllegalArgumentException(patients + " patients, expected 1 to 999999");
    }
    Random seeds = new Random(seed);
    try {
      Files.createDirectories(folder);
      for (int number = 1; number <= patients; number++) {
        Path file = folder.resolve(String.format(Locale.ROOT, "g%06d.psv", number));
        Files.write(file, rows(new Random(seeds.nextLong())), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new RecordingException(
          folder
              + " can't be written ("
              + e.getClass().getSimpleName()
              + "); check its rights and the space left",
          e);
    }
  }

  private static List<String> rows(Random random) {
    int hours = SHORTEST_STAY + random.nextInt(LONGEST_STAY - SHORTEST_STAY + 1);
    boolean septic = random.nextDouble() < SEPTIC;
    int onset = septic ? 4 + random.nextInt(hours - 6) : NEVER;
    List<PsvColumn> columns = List.copyOf(PsvColumn.ALL.values());
    Stay stay = new Stay(random, columns);
    List<String> rows = new ArrayList<>();
    rows.add(String.join("|", PsvColumn.ALL.keySet()));
    for (int hour = 1; hour <= hours; hour++) {
      rows.add(stay.row(hour, onset));
    }
    return rows;
  }

  /** One patient's state from hour to hour. */
  private static final class Stay {
    private final Random random;
    private final List<PsvColumn> columns;
    private final double[] usual;
    private final double[] drift;
    private final String age;
    private final String sex;
    private final boolean medical;
    private final String beforeIcu;

    Stay(Random random, List<PsvColumn> columns) {
      this.random = random;
      this.columns = columns;
      usual = new double[columns.size()];
      drift = new double[columns.size()];
      for (int i = 0; i < usual.length; i++) {
        usual[i] = random.nextGaussian();
        drift[i] = random.nextGaussian();
      }
      age = Integer.toString(18 + random.nextInt(73));
      sex = random.nextBoolean() ? "1" : "0";
      medical = random.nextBoolean();
      beforeIcu = decimal(-48 * random.nextDouble(), 2);
    }

    String row(int hour, int onset) {
      boolean labelled = hour >= onset - LABELLED_HOURS_BEFORE;
      double sepsis = Math.min(1, Math.max(0, (hour - onset + 6) / 12.0));
      Slip slip =
          random.nextDouble() < SLIPS_PER_ROW ? SLIPS.get(random.nextInt(SLIPS.size())) : NO_SLIP;
      List<String> cells = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        String name = columns.get(i).name();
        cells.add(
            switch (columns.get(i).role()) {
              case MEASUREMENT ->
                  slip.column().equals(name) ? slip.value() : measurement(i, name, sepsis);
              case AGE -> age;
              case SEX -> sex;
              case HOUR -> Integer.toString(hour);
              case LABEL -> labelled ? "1" : "0";
              case MEDICAL_UNIT -> medical ? "1" : "0";
              case SURGICAL_UNIT -> medical ? "0" : "1";
              case HOSPITAL_ADMISSION -> beforeIcu;
            });
      }
      return String.join("|", cells);
    }

    private String measurement(int column, String name, double sepsis) {
      Course course = COURSES.get(name);
      if (course == null) {
        return "NaN";
      }
      drift[column] =
          STAYS_WITHIN_THE_HOUR * drift[column]
              + Math.sqrt(1 - STAYS_WITHIN_THE_HOUR * STAYS_WITHIN_THE_HOUR)
                  * random.nextGaussian();
      boolean measured = random.nextDouble() < course.measured();
      double value =
          course.mean()
              + course.between() * usual[column]
              + course.within() * drift[column]
              + course.sepsis() * sepsis;
      double shown = name.equals("O2Sat") ? Math.min(100, value) : value;
      return measured ? decimal(shown, course.decimals()) : "NaN";
    }

    private static String decimal(double value, int decimals) {
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
  }
}
