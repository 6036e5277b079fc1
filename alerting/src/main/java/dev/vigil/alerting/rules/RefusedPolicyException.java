package dev.vigil.alerting.rules;

/**
 * A set of rules that isn't taken. The message names the rule by its place, from 0, and its id
 * where it has one, the field, and what was expected there.
 */
public final class RefusedPolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final String field;

  RefusedPolicyException(int index, String id, String field, String expected) {
    super(
        "rule "
            + index
            + (id.isEmpty() ? "" : " (" + id + ")")
            + ": field '"
            + field
            + "': expected "
            + expected);
    this.index = index;
    this.field = field;
  }

  /** Place of the rule, from 0. */
  public int index() {
    return index;
  }

  /** The field that is wrong. */
  public String field() {
    return field;
  }
}
