package dev.vigil.models.features;

/**
 * Names of the features that compare a vital sign with what is usual for this patient.
 *
 * @param centre what is usual
 * @param change how far the last hour is from it
 * @param deviation the same in units of the usual spread
 * @param hours from how many hours it was learned
 */
public record BaselineNames(String centre, String change, String deviation, String hours) {
  /** Those of a vital sign. */
  public static BaselineNames of(String vital) {
    String stem = vital + ".baseline.";
    return new BaselineNames(stem + "centre", stem + "change", stem + "deviation", stem + "hours");
  }
}
