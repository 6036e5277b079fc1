package dev.vigil.app.bench;

import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Verdict;

/** {@code pipeline}: the features job between a real broker's topics. */
public final class PipelineBench implements Bench {
  static final String NAME = "pipeline";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "The features job on Flink between topics of a broker, all in this process: readings per"
        + " second, against an operator that does nothing and on RocksDB; how long a vector takes;"
        + " and the engine's replay in memory.";
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    Depth depth = quick ? Depth.QUICK : Depth.FULL;
    Throughput throughput = new Throughput(depth, report);
    Verdict verdict = new ReplaySpeed(depth.replayHours(), report).measure();
    verdict = verdict.and(throughput.againstIdentity());
    verdict = verdict.and(throughput.ofRocksDb());
    return verdict.and(new VectorLatency(depth, report).measure());
  }
}
