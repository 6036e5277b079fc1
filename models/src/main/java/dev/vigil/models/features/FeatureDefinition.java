package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.Sha256;

/**
 * What one feature means.
 *
 * @param name such as {@code heart-rate.mean.1h}
 * @param unit UCUM
 * @param text how it is computed, exactly
 */
public record FeatureDefinition(String name, String unit, String text) {
  private static final int HASH_LENGTH = 16;

  public FeatureDefinition {
    requireNonNull(name, "name is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(text, "text is null");
  }

  /** Changes whenever the meaning does: the first 64 bits of SHA-256 over all three fields. */
  public String hash() {
    return Sha256.hex(name + '\n' + unit + '\n' + text).substring(0, HASH_LENGTH);
  }
}
