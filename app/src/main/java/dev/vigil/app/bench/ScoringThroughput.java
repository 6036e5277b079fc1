package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.bench.BenchCluster.Running;
import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.JobSettings.StateBackend;
import dev.vigil.jobs.ScoringJob;
import dev.vigil.jobs.VigilJob;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How fast the scoring job of one bundle, in one task of each operator, goes through vectors that
 * are already there. Every run is a job of its own from the begin; what is measured begins when the
 * first rounds are scored, and ends with the last vector.
 */
final class ScoringThroughput {
  private static final Target VECTORS = Target.atLeast(20_000);
  private static final String PER_SECOND = "/s";
  private static final long SEED = 20_190_101L;
  private static final int ONE_TASK = 1;

  /** As a Vigil has it that is told nothing else. */
  private static final Duration BUDGET = Duration.ofMillis(500);

  private final Depth depth;
  private final Report report;

  ScoringThroughput(Depth depth, Report report) {
    this.depth = requireNonNull(depth, "depth is null");
    this.report = requireNonNull(report, "report is null");
  }

  Verdict measure() {
    VectorLoad load = depth.vectors();
    try (BenchCluster cluster = new BenchCluster()) {
      report.begins("writing " + load.vectors() + " feature vectors");
      String bundle = filled(cluster, load);
      report.begins("scoring them all, which warms up");
      JobRun unused = run(cluster, bundle, load);
      report.begins("measuring the scoring job");
      List<JobRun> runs =
          IntStream.range(0, depth.rounds()).mapToObj(i -> run(cluster, bundle, load)).toList();
      say("scoring_vectors_per_s", runs, JobRun::perSecond, null);
      say("scoring_vectors_per_cpu_s_with_broker", runs, JobRun::perCpuSecond, null);
      return say("scoring_vectors_per_cpu_s", runs, JobRun::perCpuSecondOfJob, VECTORS);
    }
  }

  /** Writes bundle and vectors; gives the bundle's id. */
  static String filled(BenchCluster cluster, VectorLoad load) {
    VectorWriter writer = new VectorWriter(cluster.bootstrap());
    writer.fill(load);
    return writer.bundle();
  }

  /**
   * One run of the job that a supervisor would start for the bundle.
   *
   * @throws VigilException if not every vector got its one score
   */
  static JobRun run(BenchCluster cluster, String bundle, VectorLoad load) {
    JobSettings settings =
        cluster.settings(StateBackend.HEAP, BenchCluster.CHECKPOINT_SECONDS, ONE_TASK);
    Function<JobSettings, VigilJob> kind = given -> new ScoringJob(given, bundle, BUDGET);
    try (TopicGrowth scores = new TopicGrowth(cluster.bootstrap(), Topics.PATIENTS);
        Running job = cluster.start(kind, settings)) {
      long before = job.await(scores::records, load.warmVectors());
      JobRun.Mark begin = JobRun.Mark.now();
      job.awaitPassed(load.lastTick());
      // The sign that all was read may be in Kafka before the last scores are.
      long written = job.await(scores::records, load.vectors());
      JobRun run = begin.until(JobRun.Mark.now(), load.vectors() - before);
      requireAllScored(job.counts(), written, load);
      return run;
    }
  }

  private static void requireAllScored(Map<String, Long> counts, long written, VectorLoad load) {
    if (!counts.equals(Map.of(Counts.SCORES, load.vectors())) || written != load.vectors()) {
      throw VigilException.problem(
          "The scoring job counted %s and wrote %d scores, expected one of each of %d vectors."
              .formatted(counts, written, load.vectors()));
    }
  }

  private Verdict say(
      String measure, List<JobRun> runs, ToDoubleFunction<JobRun> figure, @Nullable Target target) {
    Estimate estimate = Estimate.ofMedian(runs.stream().mapToDouble(figure).toArray(), SEED);
    Measure said = Measure.of(PipelineBench.NAME, measure, estimate, PER_SECOND, target);
    report.measured(said);
    return said.isMet() ? Verdict.MET : Verdict.MISSED;
  }
}
