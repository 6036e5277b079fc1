package dev.vigil.app.export;

import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.FeatureVector;
import java.time.Instant;
import java.util.Set;

/**
 * Which vectors.
 *
 * @param from first second at which they were known, since the epoch
 * @param to they were known before this second
 * @param patients of whom; empty for all
 */
public record VectorSelection(long from, long to, Set<String> patients) {
  public VectorSelection {
    patients = Set.copyOf(patients);
    if (from >= to) {
      throw VigilException.usage(
          "--from is %s and --to is %s, expected --from before --to."
              .formatted(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to)));
    }
  }

  boolean has(FeatureVector vector) {
    return vector.known() >= from
        && vector.known() < to
        && (patients.isEmpty() || patients.contains(vector.patient()));
  }
}
