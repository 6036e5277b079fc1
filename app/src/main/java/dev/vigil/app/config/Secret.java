package dev.vigil.app.config;

import static java.util.Objects.requireNonNull;

/**
 * A password or key, from a file or a variable only. It prints as stars, so no log shows it.
 *
 * @param value the secret itself; empty if none is configured
 */
public record Secret(String value) {
  public static final Secret NONE = new Secret("");

  public Secret {
    requireNonNull(value, "value is null");
  }

  public boolean isPresent() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isPresent() ? "***" : "none";
  }
}
