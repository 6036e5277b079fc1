package dev.vigil.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  /** Of two margins the line goes through the log-odds that each has: nothing is left to fit. */
  @Test
  void fit_ofTwoMargins_goesThroughTheirLogOdds() {
    double[] margins = new double[300];
    boolean[] labels = new boolean[300];
    for (int i = 0; i < 300; i++) {
      margins[i] = i < 100 ? 3 : 7;
      labels[i] = i < 100 ? i < 10 : i < 250;
    }

    Calibration calibration = Calibration.fit(margins, labels);

    assertThat(calibration.logOdds(3)).isCloseTo(Math.log(10.0 / 90), within(1e-9));
    assertThat(calibration.probability(7)).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void fit_ofMarginsOfAnyScale_findsTheLineTheyWereDrawnFrom() {
    Random random = new Random(5);
    double[] margins = new double[200_000];
    boolean[] labels = new boolean[margins.length];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = 40_000 + 1_000 * random.nextGaussian();
      double logOdds = -4 + (margins[i] - 40_000) / 800;
      labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
    }

    Calibration calibration = Calibration.fit(margins, labels);

    assertThat(calibration.slope() * 800).isCloseTo(1, within(0.03));
    assertThat(calibration.logOdds(40_000)).isCloseTo(-4, within(0.05));
  }

  @Test
  void fit_ofMarginsThatTellTheLabelsApart_isRefusedInOneSentence() {
    double[] margins = {1, 2, 3, 4};

    assertThatThrownBy(() -> Calibration.fit(margins, new boolean[] {true, true, false, false}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no calibration fits 4 margins");
    assertThatThrownBy(() -> Calibration.fit(margins, new boolean[4]))
        .hasMessageContaining("no calibration fits");
  }

  @Test
  void fit_ofMarginsThatTellNothing_isTheShareOfPositives() {
    boolean[] labels = {true, false, false, false};

    assertThat(Calibration.fit(new double[] {1.5, 2, 3, 1}, labels).probability(7))
        .isCloseTo(0.25, within(1e-12));
    assertThat(Calibration.fit(new double[] {2, 2, 2, 2}, labels).probability(7))
        .isCloseTo(0.25, within(1e-12));
  }
}
