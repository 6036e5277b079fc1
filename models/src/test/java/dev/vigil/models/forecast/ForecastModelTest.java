package dev.vigil.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.risk.Predictor;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastModelTest {
  private static final String VITAL = "interstitial-glucose";

  @ParameterizedTest
  @CsvSource({"50, -20, 30, 0, 70", "50, -60, 0, 0, 40", "120, 5, 125, 85, 165"})
  void forecastOfAConcentration_isNowhereBelowZero(
      double latest, double change, double value, double low, double high) {
    Score score = score(latest, change, 40);

    assertThat(score.value()).isEqualTo(value);
    assertThat(score.low()).isEqualTo(low);
    assertThat(score.high()).isEqualTo(high);
    assertThat(score.contributions()).containsEntry(ForecastModel.REST, value - latest);
  }

  @Test
  void changeThatIsNoNumber_failsAllTheSame() {
    Score score = score(50, Double.NEGATIVE_INFINITY, 40);

    assertThat(score.outcome()).isEqualTo(Score.Outcome.FAILED);
  }

  private static Score score(double latest, double change, double half) {
    IntervalPredictor predictor = new IntervalPredictor(always(change), always(half), 1, 1);
    SortedMap<String, Double> values = new TreeMap<>();
    values.put(VITAL + ".last", latest);
    values.put(VITAL + ".age", 60.0);
    values.put(VITAL + ".count.1h", 12.0);
    return new ForecastModel("g", "1", ForecastTask.GLUCOSE_30_MIN, predictor)
        .score(new FeatureVector("p", "hash", 0, 0, values), new OutputNumber(1, 2, 3));
  }

  private static Predictor always(double amount) {
    return new Predictor() {
      @Override
      public List<String> inputs() {
        return List.of();
      }

      @Override
      public double margin(double[] row) {
        return amount;
      }

      @Override
      public double base() {
        return 0;
      }

      @Override
      public double[] contributions(double[] row) {
        return new double[0];
      }
    };
  }
}
