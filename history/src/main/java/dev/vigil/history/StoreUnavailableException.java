package dev.vigil.history;

import org.jspecify.annotations.Nullable;

/** The store is away, refuses what it is asked, or didn't answer in time. Try again later. */
public final class StoreUnavailableException extends Exception {
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
