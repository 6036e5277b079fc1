package dev.vigil.models.training.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalTest {
  private static final List<String> FEATURES =
      List.of("interstitial-glucose.last", "interstitial-glucose.slope.1h");

  @Test
  void quantile_isTheRankOfLeiAndOthers() {
    double[] sizes = IntStream.rangeClosed(1, 19).mapToDouble(i -> 20 - i).toArray();

    assertThat(Conformal.quantile(sizes, 0.9)).isEqualTo(18); // ceil(20 * 0.9)
    assertThat(Conformal.quantile(sizes, 0.95)).isEqualTo(19);
    assertThatThrownBy(() -> Conformal.quantile(sizes, 0.96))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("19 rows are too few");
  }

  /** Noise that grows with the slope: the interval has to hold its share, and be wider there. */
  @ParameterizedTest
  @ValueSource(doubles = {0.8, 0.9, 0.95})
  void interval_holdsItsShareOfSubjectsUnseen(double level) {
    // given
    List<ForecastRow> known = rows(0, 10);
    List<ForecastRow> unseen = rows(10, 20);
    IntervalLearner learner = new IntervalLearner(List.of(new RidgeLearner(1e-6)), FEATURES, level);

    // when
    IntervalLearner.Learned learned = learner.learn(known, new SubjectParts(known, 5, 1));

    // then
    long held = unseen.stream().filter(row -> isHeld(learned, row)).count();
    assertThat((double) held / unseen.size()).isCloseTo(level, within(0.02));
    double calm = learned.predictor().halfWidth(new double[] {120, 3});
    double steep = learned.predictor().halfWidth(new double[] {120, 10});
    assertThat(steep / calm).isCloseTo(11 / 4.0, within(0.3));
  }

  private static boolean isHeld(IntervalLearner.Learned learned, ForecastRow row) {
    double error = row.change() - learned.predictor().centre().margin(row.values());
    return Math.abs(error) <= learned.predictor().halfWidth(row.values());
  }

  private static List<ForecastRow> rows(int from, int until) {
    List<ForecastRow> rows = new ArrayList<>();
    Random random = new Random(from);
    for (int subject = from; subject < until; subject++) {
      for (int i = 0; i < 400; i++) {
        double last = 80 + 80 * random.nextDouble();
        double slope = 10 * random.nextDouble();
        double change = 0.5 * slope - 0.1 * (last - 120) + (1 + slope) * random.nextGaussian();
        rows.add(
            new ForecastRow("s" + subject, i, new double[] {last, slope}, last, 0, last + change));
      }
    }
    return rows;
  }
}
