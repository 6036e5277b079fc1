package dev.vigil.models.bundles;

import org.jspecify.annotations.Nullable;

/** A bundle that is refused. The message names what is wrong and what was expected. */
public final class BundleException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Machine-readable reason, such as {@code damaged} or {@code feature-differs}. */
  private final String reason;

  public BundleException(String reason, String message) {
    this(reason, message, null);
  }

  public BundleException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
