package dev.vigil.simulator.ward;

import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a simulated monitor measures each second, and how it varies in a healthy patient. */
enum Signal {
  HEART_RATE("heart-rate", 0, 4, 2.5, 0.8, 35),
  SPO2("spo2", 0, 0.2, 0.4, 0.3, -9),
  RESPIRATORY_RATE("respiratory-rate", 0, 0.7, 0.8, 0.4, 12),
  SYSTOLIC("systolic-pressure", 0, 4, 3, 1, 40),
  DIASTOLIC("diastolic-pressure", 0, 2.5, 2, 0.8, 25),
  MEAN("mean-pressure", 0, 0, 0, 0.8, 30),
  TEMPERATURE("body-temperature", 1, 0.3, 0.05, 0.03, -0.6);

  private final VitalSign vital;
  private final int decimals;
  private final double circadian;
  private final double slow;
  private final double white;
  private final double artefact;

  /**
   * A signal.
   *
   * @param decimals that the monitor shows
   * @param circadian half the difference between afternoon and night
   * @param slow standard deviation over minutes
   * @param white standard deviation from second to second
   * @param artefact what a movement of the patient adds for a second or two
   */
  Signal(String vital, int decimals, double circadian, double slow, double white, double artefact) {
    this.vital = VitalSigns.catalogue().get(vital);
    this.decimals = decimals;
    this.circadian = circadian;
    this.slow = slow;
    this.white = white;
    this.artefact = artefact;
  }

  VitalSign vital() {
    return vital;
  }

  double circadian() {
    return circadian;
  }

  double slow() {
    return slow;
  }

  double white() {
    return white;
  }

  double artefact() {
    return artefact;
  }

  /** As the monitor shows it, within the catalogue's range. */
  BigDecimal shown(double value) {
    return BigDecimal.valueOf(value)
        .max(vital.low())
        .min(vital.high())
        .setScale(decimals, RoundingMode.HALF_EVEN);
  }
}
