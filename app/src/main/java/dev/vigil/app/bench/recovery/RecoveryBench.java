package dev.vigil.app.bench.recovery;

import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.bench.paired.Measure;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Verdict;
import java.time.Duration;

/**
 * {@code recovery}: after {@code kill -9} of a process, the longest that an alert which was due had
 * to wait. The targets are the failure table's of the design.
 */
public final class RecoveryBench implements Bench {
  private static final String NAME = "recovery";
  private static final long SEED = 20_190_101L;
  private static final double MILLIS = 1000;

  /** Below five, a median's bootstrap interval is hardly one. */
  private static final int ROUNDS = 5;

  private static final int QUICK_ROUNDS = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "Processes killed with -9 and started again, under 30 simulated monitors: the longest"
        + " that an alert due in the 20 s after it had to wait.";
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    int rounds = quick ? QUICK_ROUNDS : ROUNDS;
    double[] taskManager = new double[rounds];
    double[] jobManager = new double[rounds];
    double[] jvm = new double[rounds];
    try {
      // In turns: what slows the machine down for minutes slows a round of each.
      for (int round = 0; round < rounds; round++) {
        report.begins("round " + (round + 1) + " of " + rounds + ": Vigil in one process");
        try (ProbedVigil vigil = ProbedVigil.inOneProcess()) {
          jvm[round] = seconds(vigil.kill(ProbedVigil.VIGIL));
        }
        report.begins("round " + (round + 1) + " of " + rounds + ": Vigil on a cluster");
        try (ProbedVigil vigil = ProbedVigil.onACluster()) {
          taskManager[round] = seconds(vigil.kill(ProbedVigil.TASKMANAGER));
          jobManager[round] = seconds(vigil.kill(ProbedVigil.JOBMANAGER));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw VigilException.problem("Interrupted.", e);
    }
    return said(report, "taskmanager_kill_s", taskManager, 10)
        .and(said(report, "jobmanager_kill_s", jobManager, 30))
        .and(said(report, "jvm_kill_s", jvm, 30));
  }

  private static double seconds(Duration wait) {
    return wait.toMillis() / MILLIS;
  }

  private static Verdict said(Report report, String measure, double[] waits, double most) {
    Measure said =
        Measure.of(NAME, measure, Estimate.ofMedian(waits, SEED), "s", Target.atMost(most));
    report.measured(said);
    return said.isMet() ? Verdict.MET : Verdict.MISSED;
  }
}
