package dev.vigil.app.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | 0.0 0.2 0.4 0.6 0.8 1.0",
        "-0.83 | 0.31 | -1.0 -0.5 0.0 0.5",
        "0 | 0.048 | 0.00 0.01 0.02 0.03 0.04 0.05",
        "0.58 | 0.93 | 0.5 0.6 0.7 0.8 0.9 1.0",
        "3 | 3 | 3.00 3.02 3.04 3.06 3.08 3.10",
        "0 | 12 | 0 5 10 15",
      })
  void linearScale_hasRoundTicksAroundTheValues(double low, double high, String ticks) {
    Scale scale = LinearScale.covering(low, high);

    assertThat(scale.ticks().stream().map(scale::text)).containsExactly(ticks.split(" "));
    assertThat(scale.place(low)).isBetween(-1e-9, 1.0);
    assertThat(scale.place(high)).isBetween(0.0, 1 + 1e-9);
    assertThat(scale.place(scale.ticks().get(0))).isCloseTo(0, within(1e-9));
    assertThat(scale.place(scale.ticks().get(scale.ticks().size() - 1))).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.002 | 0.08 | 0.001 0.002 0.005 0.01 0.02 0.05 0.1",
        "0.0002 | 0.5 | 0.0001 0.001 0.01 0.1 1",
        "0.00000001 | 1 | 0.00001 0.0001 0.001 0.01 0.1 1",
        "0 | 0.1 | 0.01 0.02 0.05 0.1",
        "0 | 0 | 0.01 0.02 0.05 0.1",
      })
  void logScale_goesFromPowerToPowerOfTen(double low, double high, String ticks) {
    Scale scale = LogScale.covering(new double[] {high, low});

    assertThat(scale.ticks().stream().map(scale::text)).containsExactly(ticks.split(" "));
    assertThat(scale.place(0)).isZero();
    assertThat(scale.place(1e-9)).isZero();
    assertThat(scale.place(high)).isBetween(0.0, 1.0);
  }

  @Test
  void sharesOfRareEvents_areLogarithmic() {
    assertThat(Scale.ofShares(List.of(0.9, 0.01, 0.02))).isEqualTo(new LogScale(-2, 0));
    assertThat(Scale.ofShares(List.of(0.9, 0.01, 0.3))).isEqualTo(LinearScale.SHARES);
    assertThat(Scale.ofShares(List.of())).isEqualTo(LinearScale.SHARES);
  }
}
