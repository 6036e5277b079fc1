package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.bench.BenchCluster.Running;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.JobSettings.StateBackend;
import dev.vigil.jobs.VigilJob;
import dev.vigil.jobs.fold.Counts;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast jobs read a log that is already there. Every run is a job of its own from the log's
 * begin; what is measured lies between two ticks, when the code is compiled and the windows hold
 * something.
 */
final class Throughput {
  private static final Target FEATURES = Target.atLeast(400_000);
  private static final Target FEATURES_TO_IDENTITY = Target.atLeast(0.60);
  private static final Target ROCKSDB_TO_HEAP = Target.atLeast(0.15);
  private static final String PER_SECOND = "/s";
  private static final String SECONDS = "s";

  private final Depth depth;
  private final Report report;

  Throughput(Depth depth, Report report) {
    this.depth = requireNonNull(depth, "depth is null");
    this.report = requireNonNull(report, "report is null");
  }

  /** The features job against itself, and against an operator that does nothing. */
  Verdict againstIdentity() {
    return againstIdentity(depth.load(), "", FEATURES, FEATURES_TO_IDENTITY);
  }

  /** The same where each reading comes in a message of its own; nothing is asked of that. */
  Verdict singlyAgainstIdentity() {
    return againstIdentity(depth.load().singly(), "_singly", null, null);
  }

  private Verdict againstIdentity(
      Load load, String form, @Nullable Target rate, @Nullable Target ratio) {
    try (BenchCluster cluster = filled(load)) {
      JobSettings heap = cluster.settings(StateBackend.HEAP, BenchCluster.CHECKPOINT_SECONDS);
      report.begins("counting what both jobs do, which warms them up");
      if (!countsAll(cluster, FeaturesJob::new, heap, load)
          || !countsAll(cluster, IdentityJob::new, heap, load)) {
        return Verdict.UNEQUAL;
      }
      Supplier<JobRun> features = () -> run(cluster, FeaturesJob::new, heap, load);
      Supplier<JobRun> identity = () -> run(cluster, IdentityJob::new, heap, load);
      report.begins("measuring the features job against itself");
      Rounds self = Rounds.of(depth.rounds(), features, features);
      Estimate difference = self.cpuRatio();
      say("features_vs_identity_self" + form, difference, Measure.RATIO, null);
      if (!difference.ci95().contains(1)) {
        return Verdict.VOID;
      }
      report.begins("measuring the features job against one that does nothing");
      Rounds rounds = Rounds.of(depth.rounds(), features, identity);
      cpu("features_cpu_per_million" + form, rounds.a());
      cpu("identity_cpu_per_million" + form, rounds.b());
      Estimate readings = Rounds.each(rounds.a(), JobRun::perSecond);
      return say("features_readings_per_s" + form, readings, PER_SECOND, rate)
          .and(say("features_vs_identity" + form, rounds.cpuRatio(), Measure.RATIO, ratio));
    }
  }

  /** The features job with its state in RocksDB against the same on the heap. */
  Verdict ofRocksDb() {
    Load load = depth.slowLoad();
    try (BenchCluster cluster = filled(load)) {
      report.begins("measuring the features job on RocksDB and on the heap");
      Rounds rounds =
          Rounds.of(
              depth.rounds(),
              () -> run(cluster, StateBackend.ROCKSDB, load),
              () -> run(cluster, StateBackend.HEAP, load));
      cpu("rocksdb_cpu_per_million", rounds.a());
      say("rocksdb_readings_per_s", Rounds.each(rounds.a(), JobRun::perSecond), PER_SECOND, null);
      return say("rocksdb_vs_heap", rounds.cpuRatio(), Measure.RATIO, ROCKSDB_TO_HEAP);
    }
  }

  private BenchCluster filled(Load load) {
    report.begins("writing a log of " + load.readings(load.seconds()) + " readings");
    BenchCluster cluster = new BenchCluster();
    try (LogWriter writer = cluster.writer()) {
      writer.fill(load);
    }
    return cluster;
  }

  private JobRun run(BenchCluster cluster, StateBackend backend, Load load) {
    return run(
        cluster,
        FeaturesJob::new,
        cluster.settings(backend, BenchCluster.CHECKPOINT_SECONDS),
        load);
  }

  static JobRun run(
      BenchCluster cluster, Function<JobSettings, VigilJob> kind, JobSettings settings, Load load) {
    try (Running job = cluster.start(kind, settings)) {
      job.awaitPassed(Load.tickAfter(load.warmSeconds()));
      JobRun.Mark begin = JobRun.Mark.now();
      job.awaitPassed(Load.tickAfter(load.seconds()));
      return begin.until(JobRun.Mark.now(), load.readings(load.seconds() - load.warmSeconds()));
    }
  }

  /** Every reading used once, and the vectors that are due. */
  static boolean countsAll(
      BenchCluster cluster, Function<JobSettings, VigilJob> kind, JobSettings settings, Load load) {
    try (Running job = cluster.start(kind, settings)) {
      job.awaitPassed(Load.tickAfter(load.seconds()));
      Map<String, Long> counts = job.counts();
      return counts.getOrDefault(Counts.USED, 0L) == load.allReadings()
          && counts.getOrDefault(Counts.VECTORS, 0L) == load.vectors();
    }
  }

  private void cpu(String measure, List<List<JobRun>> runs) {
    say(measure, Rounds.each(runs, JobRun::cpuSecondsPerMillion), SECONDS, null);
  }

  private Verdict say(String measure, Estimate estimate, String unit, @Nullable Target target) {
    Measure said = Measure.of(PipelineBench.NAME, measure, estimate, unit, target);
    report.measured(said);
    return said.isMet() ? Verdict.MET : Verdict.MISSED;
  }
}
