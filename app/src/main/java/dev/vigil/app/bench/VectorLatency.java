package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.jobs.JobSettings.StateBackend;
import org.jspecify.annotations.Nullable;

/** From a tick to the vector's being readable in {@code vigil.features}. */
final class VectorLatency {
  private static final Target TO_ECHO = Target.atMost(3);
  private static final Target CHECKPOINTS = new Target(0.9, 1.1);
  private static final long SEED = 20_190_101L;
  private static final String MILLIS = "ms";

  /** What share of the sustainable load is measured. */
  private static final double LOAD_SHARE = 0.8;

  private static final double FIRST_TRY = 400_000;
  private static final int OFTEN_SECONDS = 2;
  private static final int RARELY_SECONDS = 10;

  /** Of the wards whose checkpoints are compared, readings per second. */
  private static final double SMALL_WARD_RATE = 15_000;

  private static final int SMALL_WARD = 500;

  private final Depth depth;
  private final Report report;
  private int behind;

  VectorLatency(Depth depth, Report report) {
    this.depth = requireNonNull(depth, "depth is null");
    this.report = requireNonNull(report, "report is null");
  }

  /** While checkpoints come often and seldom, of a ward's state on the heap. */
  Verdict checkpointsOnHeap() {
    return checkpoints(
        "vector_p99_checkpoint_ratio_heap", SMALL_WARD, StateBackend.HEAP, SMALL_WARD_RATE);
  }

  /**
   * The same of many patients' state on RocksDB, at a reading of each vital sign every two seconds:
   * two cores don't bear one per second beside what sends it.
   */
  Verdict checkpointsOnRocksDb() {
    int many = depth.load().patients();
    return checkpoints(
        "vector_p99_checkpoint_ratio_rocksdb",
        many,
        StateBackend.ROCKSDB,
        new Load(many, 1, 0).readings(1) / 2.0);
  }

  /** Against what the broker itself takes to hand on a record, at a share of the most it bears. */
  Verdict againstEcho() {
    int patients = depth.load().patients();
    try (LiveWard ward =
            new LiveWard(patients, StateBackend.HEAP, BenchCluster.CHECKPOINT_SECONDS);
        Echo echo = new Echo(ward.bootstrap())) {
      double sustainable = sustainable(ward);
      say("sustainable_readings_per_s", single(sustainable), "/s", null);
      report.begins("measuring vectors and echo at " + LOAD_SHARE + " of that");
      long pace = ward.secondNanos(LOAD_SHARE * sustainable);
      double[] vectors = new double[depth.rounds()];
      double[] echoes = new double[depth.rounds()];
      double[] ratios = new double[depth.rounds()];
      behind = 0;
      for (int i = 0; i < ratios.length; i++) {
        report.begins("vectors and echo, " + round(i, ratios.length));
        echo.begin();
        behind += ward.run(depth.latencySeconds(), pace) ? 0 : 1;
        vectors[i] = ward.p99();
        echoes[i] = echo.p99();
        ratios[i] = vectors[i] / echoes[i];
      }
      say("vector_p99", Estimate.ofMedian(vectors, SEED), MILLIS, null);
      say("echo_p99", Estimate.ofMedian(echoes, SEED), MILLIS, null);
      return keptUp(
          say("vector_p99_vs_echo", Estimate.ofMedian(ratios, SEED), Measure.RATIO, TO_ECHO));
    }
  }

  /** The highest of the rates tried at which the job doesn't fall behind. */
  private double sustainable(LiveWard ward) {
    report.begins("looking for the load that the features job sustains");
    ward.run(depth.latencySeconds(), ward.secondNanos(FIRST_TRY / 2)); // warms up
    return LoadSearch.highest(
        FIRST_TRY, rate -> ward.run(depth.latencySeconds(), ward.secondNanos(rate)));
  }

  /** Every run has a ward of its own. */
  private Verdict checkpoints(String measure, int patients, StateBackend backend, double rate) {
    behind = 0;
    double[] ratios = new double[depth.rounds()];
    for (int i = 0; i < ratios.length; i++) {
      report.begins(
          measure + ": checkpoints every 10 s, 2 s, 2 s, 10 s, " + round(i, ratios.length));
      double first = p99(patients, backend, RARELY_SECONDS, rate);
      double often =
          p99(patients, backend, OFTEN_SECONDS, rate) + p99(patients, backend, OFTEN_SECONDS, rate);
      ratios[i] = often / (first + p99(patients, backend, RARELY_SECONDS, rate));
    }
    return keptUp(say(measure, Estimate.ofMedian(ratios, SEED), Measure.RATIO, CHECKPOINTS));
  }

  private static String round(int index, int of) {
    return "round " + (index + 1) + " of " + of;
  }

  private Verdict keptUp(Verdict verdict) {
    if (behind == 0) {
      return verdict;
    }
    report.begins("in " + behind + " runs the job fell behind: their ratio says nothing");
    return verdict.and(Verdict.MISSED);
  }

  private double p99(int patients, StateBackend backend, int checkpointSeconds, double rate) {
    try (LiveWard ward = new LiveWard(patients, backend, checkpointSeconds)) {
      long pace = ward.secondNanos(rate);
      ward.run(depth.latencySeconds() / 2, pace); // warms up
      behind += ward.run(depth.latencySeconds(), pace) ? 0 : 1;
      return ward.p99();
    }
  }

  private static Estimate single(double value) {
    return Estimate.ofMedian(new double[] {value}, SEED);
  }

  private Verdict say(String measure, Estimate estimate, String unit, @Nullable Target target) {
    Measure said = Measure.of(PipelineBench.NAME, measure, estimate, unit, target);
    report.measured(said);
    return said.isMet() ? Verdict.MET : Verdict.MISSED;
  }
}
