package dev.vigil.schemas;

import org.jspecify.annotations.Nullable;

/**
 * A record that does not follow its schema. Neither the message nor a cause may hold what the
 * record said: both end up in logs and in {@code vigil.rejected}.
 */
public final class MalformedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Machine-readable reason, such as {@code unit-mismatch}. */
  private final String reason;

  /**
   * A refusal.
   *
   * @param reason code in lower case and dashes: malformed, missing-field, duplicate-field,
   *     unknown-type, unknown-vital, unknown-status, unit-mismatch, implausible, too-precise
   * @param message names what was expected, and where; never a value
   * @param cause null where its message could quote the record, as a parser's does
   */
  public MalformedRecordException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** The code, for counting. */
  public String reason() {
    return reason;
  }
}
