package dev.vigil.alerting.wards;

/** Plans of wards that can't be taken: which one, which field, and what was expected there. */
public final class RefusedWardsException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * The refusal.
   *
   * @param index of the plan, from 0
   */
  RefusedWardsException(int index, String field, String expected) {
    super("plan of ward " + (index + 1) + ", " + field + ": expected " + expected);
  }
}
