package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The rules that Vigil starts with: adult wards, each number with its source. */
public final class DefaultPolicy {
  private DefaultPolicy() {}

  /**
   * The rules for the first policy entry, {@code default-policy.json} beside this class; {@link
   * Policy#parse} takes them.
   */
  public static JsonNode rules() {
    try (InputStream in = DefaultPolicy.class.getResourceAsStream("default-policy.json")) {
      return Json.mapper().readTree(requireNonNull(in, "default-policy.json is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException("default-policy.json can't be read", e);
    }
  }
}
