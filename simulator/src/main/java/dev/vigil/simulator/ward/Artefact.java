package dev.vigil.simulator.ward;

import java.util.OptionalDouble;

/**
 * What a monitor shows that the patient isn't. Rates are of artefacts that carry a value beyond a
 * limit, per hour and patient.
 *
 * <p>Sources. Of 4,359 threshold alarms of an intensive care unit, annotated at the bedside, 869 of
 * saturation, 134 of heart rate, 680 of the systolic and 195 of the mean arterial pressure were
 * false (Borowski, Siebig, Wrede, Imhoff, Comput Math Methods Med 2011:143480, table 2), in 982
 * hours of monitoring (Siebig et al., Crit Care Med 2010;38:451-6). Half of the ignored and
 * ineffective alarms were over within 14 s, two thirds within 19 s (Görges, Markewitz, Westenskow,
 * Anesth Analg 2009;108:1546-52): the lengths here are log-normal through both points. What each
 * artefact shows, how the false alarms of a signal are shared out among its artefacts, and the
 * rates of respiration and temperature, are choices of ours, from no source.
 */
enum Artefact {
  /** The hand moves: the oximeter reads low. Three quarters of 869 in 982 h. */
  MOTION(0.66, Signal.SPO2, -14),
  /** The clip is off for a moment: nothing comes. A quarter of 869 in 982 h. */
  PROBE_OFF(0.22, Signal.SPO2, Double.NaN),
  /** A loose electrode: muscle noise is counted as beats. 134 in 982 h. */
  LEAD_NOISE(0.14, Signal.HEART_RATE, 75),
  /** The line is flushed or knocked: the pressure shoots up. Half of 680 in 982 h. */
  SPIKE(0.35, Signal.SYSTOLIC, 120),
  /** The transducer is opened to air for its calibration. Half of 680 in 982 h. */
  CALIBRATION(0.35, Signal.SYSTOLIC, -80),
  /** The patient speaks or turns: impedance counts too many breaths. A choice of ours. */
  TALK(0.3, Signal.RESPIRATORY_RATE, 20),
  /** The temperature probe slips and cools down slowly. A choice of ours. */
  DRIFT(0.02, Signal.TEMPERATURE, -2.2) {
    @Override
    int length(Noise noise, long hour) {
      return DRIFT_SECONDS;
    }

    @Override
    double share(long since) {
      return since / (double) DRIFT_SECONDS;
    }
  };

  private static final int HOUR = 3600;
  private static final int DRIFT_SECONDS = 1200;
  private static final double MEDIAN_SECONDS = 14;

  /** 19 s at the standard normal's two-thirds point, 0.4307. */
  private static final double SPREAD = StrictMath.log(19 / MEDIAN_SECONDS) / 0.4307;

  private static final int LONGEST_SECONDS = 300;

  private final double perHour;
  private final Signal signal;
  private final double shift;

  Artefact(double perHour, Signal signal, double shift) {
    this.perHour = perHour;
    this.signal = signal;
    this.shift = shift;
  }

  double perHour() {
    return perHour;
  }

  /**
   * What a signal shows at a second, empty where nothing comes.
   *
   * @param shown without artefacts
   * @param noise of the patient
   */
  static OptionalDouble on(Signal signal, double shown, Noise noise, long second) {
    double seen = shown;
    for (Artefact artefact : values()) {
      if (artefact.signal == signal) {
        double share = artefact.at(noise.child(1000 + artefact.ordinal()), second);
        if (share > 0 && Double.isNaN(artefact.shift)) {
          return OptionalDouble.empty();
        }
        seen += share > 0 ? share * artefact.shift : 0;
      }
    }
    return OptionalDouble.of(seen);
  }

  /** Whether it begins in an hour of the epoch, at which second of it, and how long it lasts. */
  private double at(Noise noise, long second) {
    long hour = Math.floorDiv(second, HOUR);
    for (long begun = hour; begun >= hour - 1; begun--) {
      if (noise.child(0).uniform(begun) < perHour) {
        long since = second - begun * HOUR - (long) (noise.child(1).uniform(begun) * HOUR);
        if (since >= 0 && since < length(noise, begun)) {
          return share(since);
        }
      }
    }
    return 0;
  }

  /** Seconds. */
  int length(Noise noise, long hour) {
    double seconds = MEDIAN_SECONDS * StrictMath.exp(SPREAD * noise.child(2).white(hour));
    return (int) Math.max(1, Math.min(LONGEST_SECONDS, seconds));
  }

  /** How much of it there is, so many seconds after it began. */
  double share(long since) {
    return 1;
  }
}
