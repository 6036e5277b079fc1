package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The rules that Vigil starts with, by age, each number with its source. */
public final class DefaultPolicy {
  private static final String FILE = "default-policy.yaml";

  private DefaultPolicy() {}

  /** The rules for the first policy entry; {@link Policy#parse} takes them. */
  public static JsonNode rules() {
    try {
      return RuleFile.read(text());
    } catch (RefusedPolicyException e) {
      throw new IllegalStateException(FILE + " is not usable: " + e.getMessage(), e);
    }
  }

  /** The same as people read it: {@code default-policy.yaml} beside this class. */
  public static String text() {
    try (InputStream in = DefaultPolicy.class.getResourceAsStream(FILE)) {
      return new String(
          requireNonNull(in, FILE + " is missing").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " can't be read", e);
    }
  }
}
