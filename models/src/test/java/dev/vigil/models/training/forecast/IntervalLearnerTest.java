package dev.vigil.models.training.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.models.forecast.ForecastPayload.Algorithm;
import dev.vigil.models.risk.Predictor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalLearnerTest {
  private static final List<String> FEATURES =
      List.of("interstitial-glucose.last", "interstitial-glucose.slope.1h");
  private static final int PARTS = 4;

  /**
   * A spread that knows a part through errors of others makes the interval look surer than it is.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whatIsSaidOfAPart_dependsOnNothingThatCameInIt(int held) {
    // given
    List<ForecastRow> rows = rows(8);
    SubjectParts parts = new SubjectParts(rows, PARTS, 1);
    List<ForecastRow> otherwise =
        rows.stream()
            .map(row -> parts.of(row.patient()) == held ? withOutcome(row, 3 * row.actual()) : row)
            .toList();

    // when
    List<Double> said = saidOf(held, rows, parts);

    // then
    assertThat(saidOf(held, otherwise, parts)).isEqualTo(said);
    assertThat(said)
        .as("an error, a size for each other part, and a spread of each row")
        .hasSize((1 + PARTS - 1 + 1) * 2 * 100);
    assertThat(saidOf((held + 1) % PARTS, otherwise, parts))
        .as("it is learned from")
        .isNotEqualTo(saidOf((held + 1) % PARTS, rows, parts));
  }

  @Test
  void twoParts_areTooFewForAnInterval() {
    List<ForecastRow> rows = rows(2);
    IntervalLearner learner = new IntervalLearner(List.of(new RidgeLearner(1e-6)), FEATURES, 0.9);

    assertThatThrownBy(() -> learner.learn(rows, new SubjectParts(rows, 2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 parts")
        .hasMessageContaining("at least 3");
  }

  private static List<Double> saidOf(int held, List<ForecastRow> rows, SubjectParts parts) {
    Set<double[]> heard = Collections.newSetFromMap(new IdentityHashMap<>());
    rows.stream()
        .filter(row -> parts.of(row.patient()) == held)
        .forEach(row -> heard.add(row.values()));
    List<Double> said = new ArrayList<>();
    new IntervalLearner(List.of(new Overheard(heard, said)), FEATURES, 0.9).learn(rows, parts);
    return said;
  }

  private static ForecastRow withOutcome(ForecastRow row, double actual) {
    return new ForecastRow(
        row.patient(), row.time(), row.values(), row.last(), row.extrapolated(), actual);
  }

  private static List<ForecastRow> rows(int subjects) {
    List<ForecastRow> rows = new ArrayList<>();
    Random random = new Random(subjects);
    for (int subject = 0; subject < subjects; subject++) {
      for (int i = 0; i < 100; i++) {
        double last = 80 + 80 * random.nextDouble();
        double slope = 10 * random.nextDouble();
        double change = 0.5 * slope - 0.1 * (last - 120) + (1 + slope) * random.nextGaussian();
        rows.add(
            new ForecastRow("s" + subject, i, new double[] {last, slope}, last, 0, last + change));
      }
    }
    return rows;
  }

  /** Ridge regression that notes what is said of some rows. */
  private record Overheard(Set<double[]> heard, List<Double> said) implements RegressionLearner {
    @Override
    public Algorithm algorithm() {
      return Algorithm.RIDGE;
    }

    @Override
    public String settings() {
      return "overheard";
    }

    @Override
    public Learned learn(List<String> features, double[][] rows, double[] amounts) {
      Learned learned = new RidgeLearner(1e-6).learn(features, rows, amounts);
      return new Learned(new Noted(learned.predictor(), heard, said), learned.files());
    }
  }

  private record Noted(Predictor predictor, Set<double[]> heard, List<Double> said)
      implements Predictor {
    @Override
    public List<String> inputs() {
      return predictor.inputs();
    }

    @Override
    public double margin(double[] row) {
      double margin = predictor.margin(row);
      if (heard.contains(row)) {
        said.add(margin);
      }
      return margin;
    }

    @Override
    public double base() {
      return predictor.base();
    }

    @Override
    public double[] contributions(double[] row) {
      return predictor.contributions(row);
    }
  }
}
