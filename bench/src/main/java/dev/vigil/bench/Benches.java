package dev.vigil.bench;

import dev.vigil.bench.codec.CodecBench;
import dev.vigil.bench.features.FeaturesBench;
import dev.vigil.bench.paired.Comparison;
import java.util.List;
import java.util.Optional;

/** The benchmarks there are. A new one is an entry here. */
public final class Benches {
  private Benches() {}

  /** All of them, by name. */
  public static List<Comparison<?>> all() {
    return List.of(CodecBench.comparison(), FeaturesBench.comparison());
  }

  /** The one with this name. */
  public static Optional<Comparison<?>> named(String name) {
    for (Comparison<?> comparison : all()) {
      if (comparison.name().equals(name)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }
}
