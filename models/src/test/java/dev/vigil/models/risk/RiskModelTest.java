package dev.vigil.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RiskModelTest {
  private static final Calibration CALIBRATION = new Calibration(-1, 2);
  private static final double THRESHOLD = 0.25;

  @Test
  void contributions_ofACalibratedModel_sumUpToItsLogOdds() {
    RiskModel model = new RiskModel("m", "1", new Sum(), CALIBRATION, THRESHOLD);
    TreeMap<String, Double> values = new TreeMap<>(Map.of("static.age", 1.5, "static.sex", -0.25));

    Score score =
        model.score(new FeatureVector("p", "hash", 0, 0, values), new OutputNumber(1, 2, 3));

    double logOdds = Math.log(score.value() / (1 - score.value()));
    double sum = score.contributions().values().stream().mapToDouble(each -> each).sum();
    assertThat(score.raw()).isEqualTo(0.5 + 1.5 - 0.25);
    assertThat(logOdds).isCloseTo(-1 + 2 * score.raw(), within(1e-9));
    assertThat(sum).isCloseTo(logOdds - CALIBRATION.logOdds(0.5), within(1e-9));
  }

  @Test
  void explanation_hasTheFairSharesWithTheValuesAndTrendsBehindThem() {
    RiskModel model = new RiskModel("m", "1", new Vitals(), CALIBRATION, THRESHOLD);
    TreeMap<String, Double> values =
        new TreeMap<>(
            Map.of(
                "heart-rate.age", 1.0,
                "heart-rate.last", 118.0,
                "heart-rate.max.8h", 121.0,
                "heart-rate.slope.8h", 3.5));
    FeatureVector vector = new FeatureVector("p", "hash", 0, 9, values);
    Score score = model.score(vector, new OutputNumber(1, 2, 3));

    Explanation explanation = model.explain(vector);

    assertThat(score.explanation()).isNull();
    assertThat(explanation.known()).isEqualTo(9);
    // twice the margin's own scale, by the calibration
    assertThat(explanation.inputs())
        .containsExactly(
            new Explanation.Input("heart-rate.max.8h", 2 * 60.5, 121.0, 118.0, 3.5),
            new Explanation.Input("static.sex.missing", -1, null, null, null));
  }

  @Test
  void warning_isFromTheThresholdOn() {
    RiskModel model = new RiskModel("m", "1", new Sum(), Calibration.NONE, THRESHOLD);

    assertThat(model.isWarning(score(model, Math.log(0.2501 / 0.7499)))).isTrue();
    assertThat(model.isWarning(score(model, Math.log(0.2499 / 0.7501)))).isFalse();
  }

  private static Score score(RiskModel model, double margin) {
    TreeMap<String, Double> values =
        new TreeMap<>(Map.of("static.age", margin - 0.5, "static.sex", 0.0));
    return model.score(new FeatureVector("p", "hash", 0, 0, values), new OutputNumber(1, 2, 3));
  }

  /** Shares half of what it says. */
  private static final class Vitals implements Predictor {
    @Override
    public List<String> inputs() {
      return List.of("heart-rate.max.8h", "static.sex");
    }

    @Override
    public double margin(double[] row) {
      return 0;
    }

    @Override
    public double base() {
      return 0;
    }

    @Override
    public double[] contributions(double[] row) {
      return new double[row.length];
    }

    @Override
    public double[] fairContributions(double[] row) {
      return new double[] {row[0] / 2, -0.5};
    }
  }

  /** Adds up its inputs. */
  private static final class Sum implements Predictor {
    @Override
    public List<String> inputs() {
      return List.of("static.sex", "static.age");
    }

    @Override
    public double margin(double[] row) {
      return base() + row[0] + row[1];
    }

    @Override
    public double base() {
      return 0.5;
    }

    @Override
    public double[] contributions(double[] row) {
      return row.clone();
    }
  }
}
