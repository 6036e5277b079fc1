package dev.vigil.bench;

import dev.vigil.bench.codec.CodecBench;
import dev.vigil.bench.features.FeaturesBench;
import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.scoring.ScoringBench;
import java.util.List;

/** The benchmarks that need nothing but this process. A new one is an entry here. */
public final class Benches {
  private Benches() {}

  /** All of them, by name. */
  public static List<Bench> all() {
    return List.of(CodecBench.bench(), FeaturesBench.bench(), new ScoringBench());
  }
}
