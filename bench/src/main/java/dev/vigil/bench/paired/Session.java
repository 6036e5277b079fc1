package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons on one thread: the results have to be right, then ours against ours has to make no
 * difference, then ours is measured against the baseline. The suffixes of a comparison's name say
 * what else was measured: {@code _self} ours against ours, {@code _allocation} allocated bytes (the
 * collector's work is in no thread's time), {@code _ours_us} and {@code _baseline_us} CPU time of
 * one operation.
 */
public final class Session {
  private static final long SEED = 20_190_101L;
  private static final String MICROSECONDS = "us";
  private static final double NANOS_PER_MICRO = 1_000;

  private final String bench;
  private final PairedBenchmark benchmark;
  private final Report report;

  /**
   * A session to be run.
   *
   * @param bench name of the benchmark
   * @param effort how long to measure
   * @param meter what a thread costs
   */
  public Session(String bench, Effort effort, Meter meter, Report report) {
    this.bench = requireNonNull(bench, "bench is null");
    this.benchmark = new PairedBenchmark(effort, meter);
    this.report = requireNonNull(report, "report is null");
  }

  /** Measures; a comparison that is void or unequal ends there. */
  public <T> Verdict of(Comparison<T> comparison) {
    String name = comparison.measure();
    report.begins(name + ": comparing results");
    if (!comparison.check().holds()) {
      return Verdict.UNEQUAL;
    }
    Side<T> ours = new Side<>(comparison.ours().get());
    Side<T> oursAgain = new Side<>(comparison.ours().get());
    Side<T> baseline = new Side<>(comparison.baseline().get());
    report.begins(name + ": warming up");
    int operations = benchmark.warmUp(List.of(ours, oursAgain, baseline));
    report.begins(name + ": measuring ours against ours");
    List<Pair> self = benchmark.compare(ours, oursAgain, operations);
    Measure difference = ratio(name + "_self", self, Cost::cpuNanos, null);
    if (!difference.ci95().contains(1)) {
      return Verdict.VOID;
    }
    report.begins(name + ": measuring the baseline against ours");
    return judged(comparison, benchmark.compare(ours, baseline, operations), operations);
  }

  /**
   * Measures how long one operation takes, which says as much of the machine as of the code.
   *
   * @param figure from nanoseconds of CPU time of one operation
   * @param unit of the figure, UCUM
   */
  public <T> Verdict absolute(
      String name, Work<T> work, DoubleUnaryOperator figure, String unit, Target target) {
    report.begins(name + ": warming up");
    Side<T> side = new Side<>(work);
    int operations = benchmark.warmUp(List.of(side));
    report.begins(name + ": measuring");
    List<Pair> pairs = benchmark.compare(side, side, operations);
    double[] sample =
        pairs.stream()
            .mapToDouble(
                pair -> figure.applyAsDouble((double) pair.a().cpuNanos() / (2.0 * operations)))
            .toArray();
    Measure measure = Measure.of(bench, name, Estimate.ofMedian(sample, SEED), unit, target);
    report.measured(measure);
    return measure.isMet() ? Verdict.MET : Verdict.MISSED;
  }

  private Verdict judged(Comparison<?> comparison, List<Pair> pairs, int operations) {
    String name = comparison.measure();
    List<Pair> compared = pairs.stream().map(comparison.ratio()::of).toList();
    Measure cpu = ratio(name, compared, Cost::cpuNanos, comparison.target());
    ratio(name + "_allocation", compared, Cost::bytes, null);
    // A pair holds two batches of each side.
    double perMicro = 2 * NANOS_PER_MICRO * operations;
    time(name + "_ours_us", pairs, pair -> pair.a().cpuNanos() / perMicro);
    time(name + "_baseline_us", pairs, pair -> pair.b().cpuNanos() / perMicro);
    return cpu.isMet() ? Verdict.MET : Verdict.MISSED;
  }

  private Measure ratio(
      String name, List<Pair> pairs, ToLongFunction<Cost> part, @Nullable Target target) {
    return say(name, pairs, pair -> pair.ratio(part), Measure.RATIO, target);
  }

  private void time(String name, List<Pair> pairs, ToDoubleFunction<Pair> time) {
    say(name, pairs, time, MICROSECONDS, null);
  }

  private Measure say(
      String name,
      List<Pair> pairs,
      ToDoubleFunction<Pair> figure,
      String unit,
      @Nullable Target target) {
    Estimate estimate = Estimate.ofMedian(pairs.stream().mapToDouble(figure).toArray(), SEED);
    Measure measure = Measure.of(bench, name, estimate, unit, target);
    report.measured(measure);
    return measure;
  }
}
