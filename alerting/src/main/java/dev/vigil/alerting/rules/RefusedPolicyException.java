package dev.vigil.alerting.rules;

/**
 * A set of rules that isn't taken. The message names the rule by its place, from 0, and its id
 * where it has one, the field, and what was expected there.
 */
public final class RefusedPolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String expected;
  private final int index;
  private final String field;

  RefusedPolicyException(int index, String id, String field, String expected) {
    this("", index, id, field, expected);
  }

  private RefusedPolicyException(
      String place, int index, String id, String field, String expected) {
    super(
        place
            + "rule "
            + index
            + (id.isEmpty() ? "" : " (" + id + ")")
            + ": field '"
            + field
            + "': expected "
            + expected);
    this.id = id;
    this.expected = expected;
    this.index = index;
    this.field = field;
  }

  /** The same refusal, with the place in a file before it. */
  RefusedPolicyException at(String place) {
    return new RefusedPolicyException(place + ": ", index, id, field, expected);
  }

  /** Place of the rule, from 0. */
  public int index() {
    return index;
  }

  /** The field that is wrong; of one further in, the path to it. */
  public String field() {
    return field;
  }
}
