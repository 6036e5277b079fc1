package dev.vigil.models.features;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Features of more than one vital sign. Those of latest values need each of them measured within
 * the last hour: an index of a pulse of now and a pressure of this morning would be a plausible
 * number about nothing.
 */
public final class AcrossVitals {
  public static final String SHOCK_INDEX = "across.shock-index";
  public static final String PULSE_PRESSURE = "across.pulse-pressure";
  public static final String MEAN_PRESSURE = "across.mean-pressure";
  public static final String SPO2_FIO2 = "across.spo2-fio2";
  public static final String ROX = "across.rox";
  public static final String CORRELATION = "across.heart-respiration-correlation.1h";

  private static final String HEART_RATE = "heart-rate";
  private static final String RESPIRATORY_RATE = "respiratory-rate";
  private static final String SYSTOLIC = "systolic-pressure";
  private static final String DIASTOLIC = "diastolic-pressure";
  private static final String SPO2 = "spo2";
  private static final String FIO2 = "fio2";
  private static final String OXYGEN_DEVICE = "oxygen-device";

  /** How old the latest values of an index may be. */
  public static final int FRESH_SECONDS = 3_600;

  private static final double PERCENT = 100;
  private static final double ROOM_AIR = 0.21;
  private static final int LEAST_MINUTES = 10;

  private final Map<String, VitalState> vitals;
  private final long now;

  private AcrossVitals(Map<String, VitalState> vitals, long now) {
    this.vitals = vitals;
    this.now = now;
  }

  /** Takes a name, a UCUM unit and a text. */
  @FunctionalInterface
  interface Definitions {
    void define(String name, String unit, String text);
  }

  static void define(Definitions to) {
    String fresh = "; of latest values, each measured within " + FRESH_SECONDS + " s before now";
    to.define(
        SHOCK_INDEX,
        "min-1.mm[Hg]-1",
        "heart-rate / systolic-pressure (Allgoewer and Burri 1967)" + fresh);
    to.define(PULSE_PRESSURE, "mm[Hg]", "systolic-pressure - diastolic-pressure" + fresh);
    to.define(
        MEAN_PRESSURE,
        "mm[Hg]",
        "diastolic-pressure + (systolic-pressure - diastolic-pressure) / 3, estimated whether or"
            + " not mean-pressure is measured"
            + fresh);
    String fraction =
        ", FiO2 as a fraction; 0.21 where fio2 isn't known and oxygen-device says room air";
    to.define(SPO2_FIO2, "%", "spo2 / FiO2 (Rice et al. 2007, Chest 132)" + fraction + fresh);
    to.define(
        ROX,
        "%.min",
        "spo2 / FiO2 / respiratory-rate (Roca et al. 2016, J Crit Care 35)" + fraction + fresh);
    to.define(
        CORRELATION,
        "1",
        "Pearson correlation of heart-rate and respiratory-rate: of the means of those aligned"
            + " 60-second cells that have both; over "
            + Window.HOUR_1.rule()
            + "; absent under "
            + LEAST_MINUTES
            + " or where one doesn't vary");
  }

  /** Adds what is known at {@code now} to the features of the vital signs. */
  static void addTo(FeatureRow row, Map<String, VitalState> vitals, long now) {
    new AcrossVitals(vitals, now).addTo(row);
  }

  private void addTo(FeatureRow row) {
    double systolic = fresh(SYSTOLIC);
    double diastolic = fresh(DIASTOLIC);
    double oxygenation = fresh(SPO2) / inspiredFraction();
    put(row, SHOCK_INDEX, fresh(HEART_RATE) / systolic);
    put(row, PULSE_PRESSURE, systolic - diastolic);
    put(row, MEAN_PRESSURE, diastolic + (systolic - diastolic) / 3);
    put(row, SPO2_FIO2, oxygenation);
    put(row, ROX, oxygenation / fresh(RESPIRATORY_RATE));
    put(row, CORRELATION, correlation(vitals.get(HEART_RATE), vitals.get(RESPIRATORY_RATE)));
  }

  private static void put(FeatureRow row, String name, double value) {
    if (Double.isFinite(value)) {
      row.put(name, value);
    }
  }

  /** The latest value in its unit; NaN if it isn't known or not fresh. */
  private double fresh(String vital) {
    VitalState state = vitals.get(vital);
    Latest latest = state == null ? null : state.latest();
    if (latest == null || latest.measured() < now - FRESH_SECONDS) {
      return Double.NaN;
    }
    return (double) latest.value() / FeatureCatalogue.instance().of(vital).scale().steps();
  }

  private double inspiredFraction() {
    double measured = fresh(FIO2) / PERCENT;
    if (!Double.isNaN(measured)) {
      return measured;
    }
    return fresh(OXYGEN_DEVICE) == 0 ? ROOM_AIR : Double.NaN;
  }

  private double correlation(@Nullable VitalState one, @Nullable VitalState other) {
    if (one == null || other == null) {
      return Double.NaN;
    }
    Correlation correlation = new Correlation();
    Cells ofOne = one.minutes();
    Cells ofOther = other.minutes();
    long after = now - Window.HOUR_1.seconds();
    int j = ofOther.firstAfter(after);
    for (int i = ofOne.firstAfter(after); i < ofOne.size(); i++) {
      long start = ofOne.start(i);
      while (j < ofOther.size() && ofOther.start(j) < start) {
        j++;
      }
      boolean inWindow = start <= now + Judgement.CLOCK_TOLERANCE_SECONDS;
      if (inWindow && j < ofOther.size() && ofOther.start(j) == start) {
        correlation.add(mean(ofOne.cell(i)), mean(ofOther.cell(j)));
      }
    }
    return correlation.count() < LEAST_MINUTES ? Double.NaN : correlation.value();
  }

  private static double mean(Cell cell) {
    return (double) cell.moments().sum() / (double) cell.moments().count();
  }
}
