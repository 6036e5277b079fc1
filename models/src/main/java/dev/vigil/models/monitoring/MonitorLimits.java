package dev.vigil.models.monitoring;

/**
 * When a monitor says anything, and when it alerts: above the one number it does, and it ends below
 * the other, so that it doesn't come and go.
 */
final class MonitorLimits {
  /** Patients in the window before distributions are compared. */
  static final int LEAST_PATIENTS = 10;

  /** Rows, an hour of a patient each, before anything is said. */
  static final int LEAST_ROWS = 100;

  /** Siddiqi's limit of a large change; see {@link Stability}. */
  static final double RAISE_PSI = 0.25;

  static final double CLEAR_PSI = 0.2;

  /** Share of rows in which an input is unknown, above that in training. */
  static final double RAISE_MISSING = 0.2;

  static final double CLEAR_MISSING = 0.1;

  /** Share of scores that failed. */
  static final double RAISE_FAILED = 0.01;

  static final double CLEAR_FAILED = 0.001;

  /** Share of patient-hours in which a version would warn and the live one not, or the reverse. */
  static final double RAISE_SIDES = 0.1;

  static final double CLEAR_SIDES = 0.05;

  /** Events that came over events that were predicted, or the reverse where fewer came. */
  static final double RAISE_RATIO = 1.5;

  static final double CLEAR_RATIO = 1.25;

  private MonitorLimits() {}
}
