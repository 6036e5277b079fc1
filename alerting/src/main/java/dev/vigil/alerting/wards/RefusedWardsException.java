package dev.vigil.alerting.wards;

/** Plans of wards that can't be taken: which one, which field, and what was expected there. */
public final class RefusedWardsException extends Exception {
  private static final long serialVersionUID = 1;

  private final int index;
  private final String field;
  private final String expected;

  /**
   * The refusal.
   *
   * @param index of the plan, from 0
   * @param field of one further in, the path to it
   */
  RefusedWardsException(int index, String field, String expected) {
    this("", index, field, expected);
  }

  private RefusedWardsException(String place, int index, String field, String expected) {
    super(
        place
            + "plan of ward "
            + (index + 1)
            + (field.isEmpty() ? "" : ", field '" + field + "'")
            + ": expected "
            + expected);
    this.index = index;
    this.field = field;
    this.expected = expected;
  }

  /** The same refusal, with the place in a file before it. */
  RefusedWardsException at(String place) {
    return new RefusedWardsException(place + ": ", index, field, expected);
  }

  /** Where it stands in the list of plans, as {@code /0/ladders/high}. */
  String path() {
    return "/" + index + (field.isEmpty() ? "" : "/" + field);
  }
}
