package dev.vigil.models.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RiskModelTest {
  private static final Calibration CALIBRATION = new Calibration(-1, 2);

  @Test
  void contributions_ofACalibratedModel_sumUpToItsLogOdds() {
    RiskModel model = new RiskModel("m", "1", new Sum(), CALIBRATION);
    TreeMap<String, Double> values = new TreeMap<>(Map.of("static.age", 1.5, "static.sex", -0.25));

    Score score =
        model.score(new FeatureVector("p", "hash", 0, 0, values), new OutputNumber(1, 2, 3));

    double logOdds = Math.log(score.value() / (1 - score.value()));
    double sum = score.contributions().values().stream().mapToDouble(each -> each).sum();
    assertThat(score.raw()).isEqualTo(0.5 + 1.5 - 0.25);
    assertThat(logOdds).isCloseTo(-1 + 2 * score.raw(), within(1e-9));
    assertThat(sum).isCloseTo(logOdds - CALIBRATION.logOdds(0.5), within(1e-9));
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
