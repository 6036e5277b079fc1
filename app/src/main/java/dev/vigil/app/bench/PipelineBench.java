package dev.vigil.app.bench;

import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code pipeline}: the features job, and the scoring job, between a real broker's topics. */
public final class PipelineBench implements Bench {
  static final String NAME = "pipeline";

  /** What can be measured alone, in the order of the whole, which takes two and a half hours. */
  private enum Part {
    REPLAY {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new ReplaySpeed(depth.replayHours(), report).measure();
      }
    },
    IDENTITY {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new Throughput(depth, report).againstIdentity();
      }
    },
    SINGLY {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new Throughput(depth, report).singlyAgainstIdentity();
      }
    },
    ROCKSDB {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new Throughput(depth, report).ofRocksDb();
      }
    },
    SCORING {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new ScoringThroughput(depth, report).measure();
      }
    },
    ECHO {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new VectorLatency(depth, report).againstEcho();
      }
    },
    CHECKPOINTS_HEAP {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new VectorLatency(depth, report).checkpointsOnHeap();
      }
    },
    CHECKPOINTS_ROCKSDB {
      @Override
      Verdict measure(Depth depth, Report report) {
        return new VectorLatency(depth, report).checkpointsOnRocksDb();
      }
    };

    abstract Verdict measure(Depth depth, Report report);

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "The features job on Flink between topics of a broker, all in this process: readings per"
        + " second, against an operator that does nothing and on RocksDB; how long a vector takes;"
        + " the scoring job likewise, vectors per second and core; and the engine's replay in"
        + " memory.";
  }

  @Override
  public List<String> parts() {
    return Stream.of(Part.values()).map(Part::word).toList();
  }

  @Override
  public Verdict run(Collection<String> parts, boolean quick, Report report) {
    Depth depth = quick ? Depth.QUICK : Depth.FULL;
    Verdict verdict = Verdict.MET;
    for (Part part : Part.values()) {
      if (parts.contains(part.word())) {
        verdict = verdict.and(part.measure(depth, report));
      }
    }
    return verdict;
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    return run(parts(), quick, report);
  }
}
