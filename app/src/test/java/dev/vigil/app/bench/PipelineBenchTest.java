package dev.vigil.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.paired.Estimate;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.JobSettings.StateBackend;
import dev.vigil.models.training.XgboostLearner;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the right things are measured; how much they come to is no test's affair. */
class PipelineBenchTest {
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @EnumSource
  void bothJobs_useEveryReadingAndSendTheVectorsThatAreDue(Load.Messages messages) {
    // given
    Load load = new Load(90, 65, 10, messages);
    try (BenchCluster cluster = new BenchCluster()) {
      try (LogWriter writer = cluster.writer()) {
        writer.fill(load);
      }
      JobSettings settings = cluster.settings(StateBackend.HEAP, BenchCluster.CHECKPOINT_SECONDS);

      // when, then
      assertThat(Throughput.countsAll(cluster, FeaturesJob::new, settings, load)).isTrue();
      assertThat(Throughput.countsAll(cluster, IdentityJob::new, settings, load)).isTrue();
      JobRun run = Throughput.run(cluster, IdentityJob::new, settings, load);
      assertThat(run.records()).isEqualTo(90 * 6 * 55);
      assertThat(run.wallNanos()).isPositive();
    }
  }

  @Test
  void scoringJob_scoresEveryVectorOnce_inOneTask() {
    // given
    assumeThat(
            XgboostLearner.isAvailable()
                || Boolean.parseBoolean(System.getenv("VIGIL_REQUIRE_SERVICES")))
        .as("left out: XGBoost's native library can't be loaded")
        .isTrue();
    VectorLoad load = new VectorLoad(300, 2, 5);
    try (BenchCluster cluster = new BenchCluster()) {
      String bundle = ScoringThroughput.filled(cluster, load);

      // when: twice, for runs must not count each other's scores
      ScoringThroughput.run(cluster, bundle, load);
      JobRun run = ScoringThroughput.run(cluster, bundle, load);

      // then
      assertThat(run.records()).isBetween(0L, 300 * 5L);
      assertThat(run.brokerNanos()).isPositive().isLessThan(run.cpuNanos());
      assertThat(load.vectors()).isEqualTo(300 * 7L);
      // and a score that is missing is no quick run, but a failure
      assertThatThrownBy(() -> ScoringThroughput.run(cluster, bundle, new VectorLoad(300, 2, 4)))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("2100")
          .hasMessageContaining("expected one of each of 1800 vectors");
    }
  }

  @Test
  void coreSeconds_areOfTheWholeProcess_orWithoutItsBroker() {
    JobRun run = new JobRun(60, 2 * SECOND, 3 * SECOND, SECOND);

    assertThat(run.perSecond()).isCloseTo(30, within(1e-9));
    assertThat(run.perCpuSecond()).isCloseTo(20, within(1e-9));
    assertThat(run.perCpuSecondOfJob()).isCloseTo(30, within(1e-9));
  }

  @Test
  void latencyOfEveryVector_isTakenFromItsTick() {
    // given: each patient has one vector in any minute of the log
    try (LiveWard ward = new LiveWard(120, StateBackend.HEAP, 2)) {
      // when
      ward.run(3, SECOND / 20);

      // then
      assertThat(ward.vectors()).isEqualTo(120);
      assertThat(ward.p99()).isPositive();
    }
  }

  /** Monitors that a full producer holds up would otherwise hide that the job can't keep up. */
  @Test
  void pace_isKept_ifAllIsThroughSoonAfterItWasDue() {
    Pace pace = new Pace(10, 5 * SECOND, SECOND / 10);

    assertThat(pace.isKept(30, 7 * SECOND)).isTrue();
    assertThat(pace.isKept(30, 8 * SECOND - 1)).isTrue();
    assertThat(pace.isKept(30, 8 * SECOND)).isFalse();
  }

  @Test
  void vectorsOfALoad_areOneAtArrivalAndOneAMinute() {
    assertThat(new Load(60, 1, 0).vectors()).isEqualTo(60 + 1);
    assertThat(new Load(61, 60, 0).vectors()).isEqualTo(61 + 61);
    assertThat(new Load(60, 61, 0).allReadings()).isEqualTo(60 * 6 * (96 + 61));
  }

  @Test
  void rounds_runABBA() {
    // given
    StringBuilder order = new StringBuilder();
    Iterator<Long> drift = List.of(10L, 22L, 24L, 14L).iterator();

    // when
    Rounds rounds =
        Rounds.of(
            1,
            () -> {
              order.append('A');
              return run(drift.next());
            },
            () -> {
              order.append('B');
              return run(drift.next());
            });

    // then
    assertThat(order).hasToString("ABBA");
    assertThat(rounds.cpuRatio().median()).isCloseTo(46.0 / 24, within(1e-9));
    Estimate each = Rounds.each(rounds.a(), JobRun::perSecond);
    assertThat(each.median()).isCloseTo(1, within(1e-9));
  }

  private static JobRun run(long cpuSeconds) {
    return new JobRun(1, SECOND, cpuSeconds * SECOND, 0);
  }
}
