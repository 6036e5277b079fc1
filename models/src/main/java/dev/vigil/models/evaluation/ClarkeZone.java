package dev.vigil.models.evaluation;

/**
 * Zones of the Clarke error grid: what a clinician would do by an estimate of glucose, against what
 * the reference asks for. Source: Clarke, Cox, Gonder-Frederick, Carter, Pohl: Evaluating Clinical
 * Accuracy of Systems for Self-Monitoring of Blood Glucose, Diabetes Care 10:622-628, 1987.
 *
 * <p>The range to be treated is below 70 and above 180 mg/dL: 70 itself is not low. Common programs
 * count 70 as low, and an estimate of 180 as beyond; here the paper's words hold.
 */
public enum ClarkeZone {
  /** Within 20 % of the reference, or both low: the right treatment. */
  A,
  /** Off by more than 20 %, but a benign treatment or none. */
  B,
  /** Would correct a glucose that is acceptable beyond the range. */
  C,
  /** Fails to see a glucose that is to be treated: a dangerous omission. */
  D,
  /** Low taken for high or high for low: the opposite treatment. */
  E;

  /** Below it, mg/dL, glucose is low. */
  public static final double LOW = 70;

  /** Above it, mg/dL, glucose is high. */
  public static final double HIGH = 180;

  /** Above it, mg/dL, a reference asks for treatment whatever else. */
  static final double VERY_HIGH = 240;

  private static final double SHARE = 0.2;

  /** The upper zone C: between these references, above the line through (70, 180), (290, 400). */
  private static final double UPPER_TO = 290;

  private static final double UPPER_ABOVE = 110;

  /** The lower zone C: between these references, below the line through (130, 0), (180, 70). */
  private static final double LOWER_FROM = 130;

  private static final double LOWER_SLOPE = 7.0 / 5;

  /**
   * The zone of an estimate.
   *
   * @param reference mg/dL, above 0
   * @param estimate mg/dL
   */
  public static ClarkeZone of(double reference, double estimate) {
    boolean isClose = Math.abs(estimate - reference) <= SHARE * reference;
    if (isClose || (reference < LOW && estimate < LOW)) {
      return A;
    }
    if ((reference < LOW && estimate > HIGH) || (reference > HIGH && estimate < LOW)) {
      return E;
    }
    boolean seemsWell = estimate >= LOW && estimate <= HIGH;
    if (seemsWell && (reference < LOW || reference > VERY_HIGH)) {
      return D;
    }
    return isOvercorrected(reference, estimate) ? C : B;
  }

  private static boolean isOvercorrected(double reference, double estimate) {
    boolean above = reference >= LOW && reference <= UPPER_TO && estimate > reference + UPPER_ABOVE;
    boolean below =
        reference >= LOWER_FROM
            && reference <= HIGH
            && estimate < LOWER_SLOPE * (reference - LOWER_FROM);
    return above || below;
  }
}
