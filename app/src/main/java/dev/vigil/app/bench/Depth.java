package dev.vigil.app.bench;

/**
 * How long to measure.
 *
 * @param rounds of A-B-B-A; a run of the whole pipeline takes long, so there are few
 * @param load what the throughput is measured on
 * @param slowLoad what RocksDB is measured on, and the heap beside it
 * @param vectors what the scoring job is measured on
 * @param latencySeconds how long latencies are taken in one go
 * @param replayHours how long the patients of the replay in memory are watched
 */
record Depth(
    int rounds, Load load, Load slowLoad, VectorLoad vectors, int latencySeconds, int replayHours) {
  /** Below five, a median's bootstrap interval is hardly one. */
  private static final int ROUNDS = 5;

  /** For figures that are published. */
  static final Depth FULL =
      new Depth(
          ROUNDS,
          new Load(10_000, 240, 120),
          new Load(10_000, 60, 20),
          new VectorLoad(10_000, 6, 24),
          60,
          24);

  /** For a look. */
  static final Depth QUICK =
      new Depth(
          ROUNDS,
          new Load(2_000, 60, 20),
          new Load(1_000, 30, 10),
          new VectorLoad(2_000, 10, 30),
          10,
          2);
}
