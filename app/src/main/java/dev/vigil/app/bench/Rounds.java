package dev.vigil.app.bench;

import dev.vigil.bench.paired.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Runs of two kinds in turn, A-B-B-A: what drifts evenly through a round cancels out.
 *
 * @param a both runs of a round together, round by round
 * @param b likewise
 */
record Rounds(List<List<JobRun>> a, List<List<JobRun>> b) {
  private static final long SEED = 20_190_101L;

  static Rounds of(int rounds, Supplier<JobRun> a, Supplier<JobRun> b) {
    Rounds done = new Rounds(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < rounds; i++) {
      JobRun first = a.get();
      List<JobRun> between = List.of(b.get(), b.get());
      done.a.add(List.of(first, a.get()));
      done.b.add(between);
    }
    return done;
  }

  /** How many times as much CPU time a reading costs in B. */
  Estimate cpuRatio() {
    double[] ratios = new double[a.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = cpu(b.get(i)) / cpu(a.get(i));
    }
    return Estimate.ofMedian(ratios, SEED);
  }

  private static double cpu(List<JobRun> runs) {
    return runs.stream().mapToDouble(JobRun::cpuSecondsPerMillion).sum();
  }

  /** A figure of every run of one kind. */
  static Estimate each(List<List<JobRun>> kind, ToDoubleFunction<JobRun> figure) {
    return Estimate.ofMedian(
        kind.stream().flatMap(List::stream).mapToDouble(figure).toArray(), SEED);
  }
}
