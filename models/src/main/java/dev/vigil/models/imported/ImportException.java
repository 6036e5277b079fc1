package dev.vigil.models.imported;

import org.jspecify.annotations.Nullable;

/** A model that can't be imported. The message names the thing, what was expected, the remedy. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;

  ImportException(String message) {
    this(message, null);
  }

  ImportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
