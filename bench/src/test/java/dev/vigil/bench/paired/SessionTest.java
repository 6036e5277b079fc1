package dev.vigil.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Effort SHORT =
      new Effort(60, Duration.ofNanos(1_000), Duration.ofNanos(10_000));

  private final FakeMeter meter = new FakeMeter();
  private final SplittableRandom noise = new SplittableRandom(11);
  private final List<String> begun = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();

  @Test
  void clearlyCheaper_meetsItsTarget() {
    // when
    Verdict verdict = run(noisy(100), noisy(300), Target.atLeast(2.5));

    // then
    assertThat(verdict).isEqualTo(Verdict.MET);
    assertThat(measures)
        .extracting(Measure::measure)
        .containsExactly(
            "fake_self", "fake", "fake_allocation", "fake_ours_us", "fake_baseline_us");
    assertThat(measures.get(1).ci95().contains(3)).isTrue();
    assertThat(measures.get(1).target()).isEqualTo(Target.atLeast(2.5));
    assertThat(measures.get(2).value()).isEqualTo(3);
    assertThat(measures.get(2).target()).isNull();
    assertThat(measures.get(3).value()).isBetween(9.0, 11.0);
    assertThat(measures.get(4).value()).isBetween(27.0, 33.0);
  }

  @Test
  void ourCostAsAPartOfTheBaselines_isThatRatio_andTheTimesKeepTheirNames() {
    // when
    Verdict verdict =
        session()
            .of(
                new Comparison<>(
                    "fake",
                    noisy(100),
                    noisy(400),
                    () -> true,
                    Comparison.Ratio.OURS_BY_BASELINE,
                    Target.atMost(0.3)));

    // then
    assertThat(verdict).isEqualTo(Verdict.MET);
    assertThat(measures)
        .extracting(Measure::measure)
        .containsExactly(
            "fake_self", "fake", "fake_allocation", "fake_ours_us", "fake_baseline_us");
    assertThat(measures.get(1).ci95().contains(0.25)).isTrue();
    assertThat(measures.get(2).value()).isEqualTo(0.25);
    assertThat(measures.get(3).value()).isBetween(9.0, 11.0);
    assertThat(measures.get(4).value()).isBetween(36.0, 44.0);
  }

  @Test
  void medianAboveTheTargetButBadEndBelow_missesIt() {
    // given: a target that the median of exactly these ratios reaches, and their bad end doesn't
    run(noisy(100), noisy(300), Target.atLeast(1));
    Measure measured = measures.get(1);
    double between = (measured.ci95().low() + measured.value()) / 2;

    // when
    SessionTest again = new SessionTest();
    Verdict verdict = again.run(again.noisy(100), again.noisy(300), Target.atLeast(between));

    // then
    assertThat(again.measures.get(1).value()).isEqualTo(measured.value());
    assertThat(verdict).isEqualTo(Verdict.MISSED);
  }

  @Test
  void oursThatDiffersFromOurs_isVoidAndEndsThere() {
    // given
    Iterator<Supplier<Work<Integer>>> instances =
        List.of(noisy(100), noisy(100), noisy(120)).iterator();

    // when
    Verdict verdict = run(() -> instances.next().get(), noisy(300), Target.atLeast(1));

    // then
    assertThat(verdict).isEqualTo(Verdict.VOID);
    assertThat(measures).extracting(Measure::measure).containsExactly("fake_self");
    assertThat(measures.get(0).ci95().contains(1)).isFalse();
    assertThat(begun).doesNotContain("fake: measuring the baseline against ours");
  }

  @Test
  void resultsThatDifferAtTheLastCheck_areNeverMeasured() {
    // given
    int[] results = {0};
    Supplier<Work<Integer>> right = () -> () -> 1;
    Supplier<Work<Integer>> wrong = () -> () -> ++results[0] == 5 ? 2 : 1;

    // when
    Verdict verdict = run(right, wrong, Target.atLeast(1));

    // then
    assertThat(verdict).isEqualTo(Verdict.UNEQUAL);
    assertThat(measures).isEmpty();
    assertThat(begun).containsExactly("fake: comparing results");
  }

  @Test
  void verdictOfSeveral_isTheWorst() {
    assertThat(Verdict.MET.and(Verdict.MISSED)).isEqualTo(Verdict.MISSED);
    assertThat(Verdict.VOID.and(Verdict.MISSED)).isEqualTo(Verdict.VOID);
    assertThat(Verdict.VOID.and(Verdict.UNEQUAL)).isEqualTo(Verdict.UNEQUAL);
    assertThat(Verdict.MET.and(Verdict.MET)).isEqualTo(Verdict.MET);
  }

  private Verdict run(
      Supplier<Work<Integer>> ours, Supplier<Work<Integer>> baseline, Target target) {
    return session().of(Comparison.ofSameResults("fake", ours, baseline, 5, target));
  }

  private Session session() {
    Report report =
        new Report() {
          @Override
          public void begins(String what) {
            begun.add(what);
          }

          @Override
          public void measured(Measure measure) {
            measures.add(measure);
          }
        };
    return new Session("test", SHORT, meter, report);
  }

  /** CPU time of 100 times the cost up to a tenth more or less, exact allocations. */
  private Supplier<Work<Integer>> noisy(long cost) {
    return () ->
        () -> {
          meter.spend(cost * (90 + noise.nextInt(21)), cost);
          return 1;
        };
  }
}
