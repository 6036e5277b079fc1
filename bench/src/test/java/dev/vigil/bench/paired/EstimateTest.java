package dev.vigil.bench.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final long SEED = 7;

  @Test
  void median_ofOddAndEvenSamples() {
    assertThat(Estimate.ofMedian(new double[] {3, 1, 2}, SEED).median()).isEqualTo(2);
    assertThat(Estimate.ofMedian(new double[] {4, 1, 3, 2}, SEED).median()).isEqualTo(2.5);
  }

  @Test
  void sampleOfOneValue_leavesNoDoubt() {
    // given
    double[] sample = new double[30];
    Arrays.fill(sample, 1.25);

    // when
    Estimate estimate = Estimate.ofMedian(sample, SEED);

    // then
    assertThat(estimate).isEqualTo(new Estimate(1.25, new Interval(1.25, 1.25)));
  }

  /**
   * The bootstrapped median of 31 values is one of them, and its distribution is known exactly: it
   * is at most the k-th smallest when at least 16 of 31 draws are from the first k.
   */
  @Test
  void interval_equalsTheExactBootstrapDistribution() {
    // given
    double[] sample = new double[31];
    Arrays.setAll(sample, i -> i + 1);

    // when
    Estimate estimate = Estimate.ofMedian(sample, SEED);

    // then
    assertThat(estimate.median()).isEqualTo(16);
    assertThat(estimate.ci95().low()).isEqualTo(exactQuantile(31, 0.025));
    assertThat(estimate.ci95().high()).isEqualTo(exactQuantile(31, 0.975));
  }

  @Test
  void interval_coversTheTruthAboutNinetyFiveTimesInAHundred() {
    // given
    SplittableRandom random = new SplittableRandom(SEED);
    int sessions = 200;
    int covered = 0;

    // when
    for (int session = 0; session < sessions; session++) {
      double[] sample = random.doubles(30).map(u -> 1 + (u * u * u - 0.125) / 10).toArray();
      covered += Estimate.ofMedian(sample, session).ci95().contains(1) ? 1 : 0;
    }

    // then
    assertThat((double) covered / sessions).isCloseTo(0.95, within(0.035));
  }

  @Property(tries = 30)
  void estimate_dependsOnTheSampleAndTheSeedAlone(
      @ForAll @Size(min = 1, max = 60) double @DoubleRange(min = 0.1, max = 10) [] sample,
      @ForAll long seed) {
    // given
    double[] before = sample.clone();

    // when
    Estimate estimate = Estimate.ofMedian(sample, seed);

    // then
    assertThat(sample).isEqualTo(before);
    assertThat(Estimate.ofMedian(sample, seed)).isEqualTo(estimate);
    assertThat(estimate.ci95().contains(estimate.median())).isTrue();
  }

  @Test
  void emptySample_isRefused() {
    assertThatThrownBy(() -> Estimate.ofMedian(new double[0], SEED))
        .hasMessage("sample is empty, expected at least one value");
  }

  /** The smallest k with P(the median of n draws from 1..n is at most k) at least p. */
  private static int exactQuantile(int n, double p) {
    for (int k = 1; k <= n; k++) {
      double below = 0;
      for (int draws = n / 2 + 1; draws <= n; draws++) {
        below += binomial(n, draws, (double) k / n);
      }
      if (below >= p) {
        return k;
      }
    }
    return n;
  }

  private static double binomial(int n, int k, double p) {
    double term = 1;
    for (int i = 0; i < k; i++) {
      term *= p * (n - i) / (i + 1);
    }
    return term * Math.pow(1 - p, n - k);
  }
}
