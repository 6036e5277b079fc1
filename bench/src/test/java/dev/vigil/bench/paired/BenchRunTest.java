package dev.vigil.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.bench.paired.BenchReport.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BenchRunTest {
  private static final Effort SHORT =
      new Effort(60, Duration.ofNanos(1_000), Duration.ofNanos(10_000));

  private final FakeMeter meter = new FakeMeter();
  private final SplittableRandom noise = new SplittableRandom(11);
  private final List<String> progress = new ArrayList<>();

  @Test
  void clearlyCheaper_meetsItsTarget() {
    // when
    BenchReport report = run(noisy(100), noisy(300), 2.5);

    // then
    assertThat(report.verdict()).isEqualTo(Verdict.MET);
    assertThat(report.measures())
        .extracting(Measure::measure)
        .containsExactly("self-ratio", "cpu-ratio", "allocation-ratio");
    Measure cpu = report.measures().get(1);
    assertThat(cpu.ci95().contains(3)).isTrue();
    assertThat(cpu.target()).isEqualTo(2.5);
    assertThat(report.measures().get(2).value()).isEqualTo(3);
    assertThat(report.measures().get(2).target()).isNull();
  }

  @Test
  void medianAboveTheTargetButBadEndBelow_missesIt() {
    // given: a target that the median of exactly these ratios reaches, and their bad end doesn't
    Measure measured = run(noisy(100), noisy(300), 1).measures().get(1);
    double between = (measured.ci95().low() + measured.value()) / 2;

    // when
    BenchReport report = new BenchRunTest().run(100, 300, between);

    // then
    assertThat(report.measures().get(1)).extracting(Measure::value).isEqualTo(measured.value());
    assertThat(report.verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void oursThatDiffersFromOurs_isVoidAndEndsThere() {
    // given
    Iterator<Supplier<Work<Integer>>> instances = List.of(noisy(100), noisy(120)).iterator();

    // when
    BenchReport report = run(() -> instances.next().get(), noisy(300), 1);

    // then
    assertThat(report.verdict()).isEqualTo(Verdict.VOID);
    assertThat(report.measures()).hasSize(1);
    assertThat(report.measures().get(0).measure()).isEqualTo("self-ratio");
    assertThat(report.measures().get(0).ci95().contains(1)).isFalse();
    assertThat(progress).doesNotContain("measuring the baseline against ours");
  }

  @Test
  void resultsThatDifferAtTheLastCheck_areNeverMeasured() {
    // given
    int[] results = {0};
    Supplier<Work<Integer>> right = () -> () -> 1;
    Supplier<Work<Integer>> wrong = () -> () -> ++results[0] == 5 ? 2 : 1;

    // when
    BenchReport report = run(right, wrong, 1);

    // then
    assertThat(report).isEqualTo(new BenchReport(List.of(), Verdict.UNEQUAL));
    assertThat(progress).containsExactly("comparing the results of both sides");
  }

  private BenchReport run(long ours, long baseline, double target) {
    return run(noisy(ours), noisy(baseline), target);
  }

  private BenchReport run(
      Supplier<Work<Integer>> ours, Supplier<Work<Integer>> baseline, double target) {
    Comparison<Integer> comparison =
        new Comparison<>("fake", "a fake against a fake", ours, baseline, 5, target);
    return new BenchRun(SHORT, meter, progress::add).of(comparison);
  }

  /** CPU time up to a tenth more or less, exact allocations. */
  private Supplier<Work<Integer>> noisy(long cost) {
    return () ->
        () -> {
          meter.spend(cost * (90 + noise.nextInt(21)), cost);
          return 1;
        };
  }
}
