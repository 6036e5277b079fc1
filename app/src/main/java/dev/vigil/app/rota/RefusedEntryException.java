package dev.vigil.app.rota;

/** An entry of a calendar can't be taken; the message says why, as {@code its X is Y}. */
final class RefusedEntryException extends Exception {
  RefusedEntryException(String reason) {
    super(reason);
  }

  /** The message; never null, unlike {@link Throwable#getMessage()}. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
