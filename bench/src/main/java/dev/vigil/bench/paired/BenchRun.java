package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.paired.BenchReport.Verdict;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A session of one benchmark: the results have to be equal, then ours against ours has to make no
 * difference, then ours is measured against the baseline.
 */
public final class BenchRun {
  private static final long SEED = 20_190_101L;
  private static final String RATIO = "1";

  private final PairedBenchmark benchmark;
  private final Consumer<String> progress;

  /**
   * A session to be run.
   *
   * @param effort how long to measure
   * @param meter what a thread costs
   * @param progress takes a line for people whenever something begins that takes a while
   */
  public BenchRun(Effort effort, Meter meter, Consumer<String> progress) {
    this.benchmark = new PairedBenchmark(effort, meter);
    this.progress = requireNonNull(progress, "progress is null");
  }

  /** Measures; one that is void or unequal ends there. */
  public <T> BenchReport of(Comparison<T> comparison) {
    progress.accept("comparing the results of both sides");
    Side<T> ours = new Side<>(comparison.ours().get());
    Side<T> baseline = new Side<>(comparison.baseline().get());
    for (int i = 0; i < comparison.checks(); i++) {
      if (!ours.work().once().equals(baseline.work().once())) {
        return new BenchReport(List.of(), Verdict.UNEQUAL);
      }
    }
    Side<T> oursAgain = new Side<>(comparison.ours().get());
    progress.accept("warming up");
    int operations = benchmark.warmUp(List.of(ours, oursAgain, baseline));
    progress.accept("measuring ours against ours");
    Measure self = self(comparison.name(), benchmark.compare(ours, oursAgain, operations));
    if (!self.ci95().contains(1)) {
      return new BenchReport(List.of(self), Verdict.VOID);
    }
    progress.accept("measuring the baseline against ours");
    return judged(comparison, self, benchmark.compare(ours, baseline, operations));
  }

  private static Measure self(String bench, List<Pair> pairs) {
    return measure(bench, Measure.SELF, estimate(pairs, Cost::cpuNanos), 1.0);
  }

  private static BenchReport judged(Comparison<?> comparison, Measure self, List<Pair> pairs) {
    String bench = comparison.name();
    Measure cpu = measure(bench, Measure.CPU, estimate(pairs, Cost::cpuNanos), comparison.target());
    Measure allocation = measure(bench, Measure.ALLOCATION, estimate(pairs, Cost::bytes), null);
    return new BenchReport(
        List.of(self, cpu, allocation),
        cpu.ci95().low() >= comparison.target() ? Verdict.MET : Verdict.MISSED);
  }

  private static Estimate estimate(List<Pair> pairs, ToLongFunction<Cost> part) {
    return Estimate.ofMedian(pairs.stream().mapToDouble(pair -> pair.ratio(part)).toArray(), SEED);
  }

  private static Measure measure(
      String bench, String name, Estimate estimate, @Nullable Double target) {
    return new Measure(bench, name, estimate.median(), estimate.ci95(), RATIO, target);
  }
}
