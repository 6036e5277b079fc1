package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

/** A field of a rule that can't be as it is. */
final class InvalidRuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String expected;

  InvalidRuleException(String field, String expected) {
    super("field '" + requireNonNull(field, "field is null") + "': expected " + expected);
    this.field = field;
    this.expected = requireNonNull(expected, "expected is null");
  }

  String field() {
    return field;
  }

  String expected() {
    return expected;
  }
}
