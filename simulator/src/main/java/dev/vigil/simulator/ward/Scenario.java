package dev.vigil.simulator.ward;

import java.util.Map;
import java.util.Set;

/**
 * What goes wrong with a simulated patient. The courses are those of textbooks, faster than in
 * life: it sets in at the onset, is at its worst after {@link #riseSeconds}, stays so for a while,
 * and is over after {@link #lengthSeconds}.
 */
public enum Scenario {
  /**
   * The heart's conduction fails: a pulse in the thirties within seconds, and the pressure falls.
   * Complete heart block has a ventricular escape rhythm of 20 to 40 /min; a pressure below 90 mmHg
   * is a sign of an unstable bradycardia (Kusumoto et al., ACC/AHA/HRS guideline, Circulation
   * 2019;140:e382-482).
   */
  BRADYARRHYTHMIA(
      new Course(6, 420, 60),
      Map.of(Signal.HEART_RATE, 33.0, Signal.SYSTOLIC, 86.0, Signal.DIASTOLIC, 52.0)),

  /**
   * Gas exchange fails: saturation falls, breathing and pulse rise, oxygen is given. Acute
   * respiratory failure: a saturation below 90 % or more than 30 breaths a minute (Roussos,
   * Koutsoukou, Eur Respir J 2003;22 Suppl 47:3s-14s).
   */
  RESPIRATORY_FAILURE(
      new Course(180, 600, 420),
      Map.of(Signal.SPO2, 84.0, Signal.RESPIRATORY_RATE, 31.0, Signal.HEART_RATE, 116.0)),

  /** The finger clip has come off: no saturation, and nothing wrong with the patient. */
  SENSOR_OFF(new Course(0, 180, 0), Map.of()),

  /**
   * Blood is lost: the pulse rises first, then the pressure falls. Between classes II and III of
   * haemorrhage: pulse 120 to 140 /min, falling pressure, 20 to 40 breaths a minute (American
   * College of Surgeons, Advanced Trauma Life Support, 10th edition, 2018, table 3-1).
   */
  BLEEDING(
      new Course(240, 480, 480),
      Map.of(
          Signal.HEART_RATE, 136.0,
          Signal.SYSTOLIC, 78.0,
          Signal.DIASTOLIC, 46.0,
          Signal.RESPIRATORY_RATE, 26.0)),

  /**
   * An infection out of control: fever, fast pulse and breathing, falling pressure, confusion. Two
   * or more of a systolic pressure of at most 100 mmHg, at least 22 breaths a minute and altered
   * mentation; fever and pulse as in SIRS (Singer et al., Sepsis-3, JAMA 2016;315:801-10).
   */
  SEPSIS(
      new Course(480, 600, 600),
      Map.of(
          Signal.TEMPERATURE, 39.4,
          Signal.HEART_RATE, 128.0,
          Signal.RESPIRATORY_RATE, 28.0,
          Signal.SYSTOLIC, 84.0,
          Signal.DIASTOLIC, 48.0,
          Signal.SPO2, 91.0)),

  /** The monitor sends nothing any more, and nothing is wrong with the patient. */
  DEVICE_SILENT(new Course(0, 180, 0), Map.of());

  /** Seconds from the onset to the worst, at the worst, and from there to health. */
  private record Course(int rise, int hold, int recover) {
    int length() {
      return rise + hold + recover;
    }
  }

  private final Course course;
  private final Map<Signal, Double> worst;

  Scenario(Course course, Map<Signal, Double> worst) {
    this.course = course;
    this.worst = worst;
  }

  /** Seconds from the onset to the worst. */
  public int riseSeconds() {
    return course.rise();
  }

  /** Seconds from the onset to health. */
  public int lengthSeconds() {
    return course.length();
  }

  /** How bad it still is, 0 to 1, this many seconds before it is over. */
  double left(long beforeEnd) {
    return beforeEnd >= course.recover() ? 1 : smooth(beforeEnd / (double) course.recover());
  }

  /** From 0 to 1 without a kink at either end. */
  static double smooth(double part) {
    return part * part * (3 - 2 * part);
  }

  /** What the signal is at this severity, if it would be {@code healthy}. */
  double at(Signal signal, double healthy, double severity) {
    Double target = worst.get(signal);
    return target == null ? healthy : healthy + severity * (target - healthy);
  }

  /** Signals that don't come while it lasts. */
  Set<Signal> silent() {
    return switch (this) {
      case SENSOR_OFF -> Set.of(Signal.SPO2);
      case DEVICE_SILENT -> Set.of(Signal.values());
      default -> Set.of();
    };
  }

  /** ACVPU code at this severity, see the catalogue's {@code consciousness}. */
  int consciousness(double severity) {
    boolean confused = this == SEPSIS || this == BLEEDING;
    return confused && severity > 0.8 ? 1 : 0;
  }

  /** Code of the catalogue's {@code oxygen-device} at this severity. */
  int oxygenDevice(double severity) {
    return this == RESPIRATORY_FAILURE && severity > 0.5 ? 2 : 0;
  }
}
