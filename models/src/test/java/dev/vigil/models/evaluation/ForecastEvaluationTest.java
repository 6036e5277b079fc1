package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.evaluation.ForecastReport.ContestantReport;
import dev.vigil.models.evaluation.ForecastReport.SliceReport;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForecastEvaluationTest {
  private static final EvaluationSettings SETTINGS = EvaluationSettings.DEFAULT.withResamples(40);

  /** Numbers worked out by hand. */
  @Test
  void metrics_areThoseOfTheirDefinitions() {
    // given: last, line, came, forecast, interval
    List<ForecastCase> cases =
        List.of(
            new ForecastCase("a", 80, 60, 60, 66, 50, 82),
            new ForecastCase("a", 100, 110, 100, 104, 90, 118),
            new ForecastCase("b", 65, 60, 75, 69, 60, 70),
            new ForecastCase("b", 90, 95, 50, 75, 60, 90));

    // when
    ForecastReport report = ForecastEvaluation.of("model", cases, SETTINGS);

    // then
    ContestantReport model = report.slices().get(0).contestants().get(0);
    ContestantReport last = report.slices().get(0).contestants().get(1);
    assertThat(value(model, ForecastMetric.RMSE))
        .isCloseTo(Math.sqrt((36 + 16 + 36 + 625) / 4.0), within(1e-12));
    assertThat(value(model, ForecastMetric.MAE)).isCloseTo((6 + 4 + 6 + 25) / 4.0, within(1e-12));
    assertThat(value(model, ForecastMetric.MARD))
        .isCloseTo((6 / 60.0 + 4 / 100.0 + 6 / 75.0 + 25 / 50.0) / 4, within(1e-12));
    assertThat(value(model, ForecastMetric.CLARKE_A)).isEqualTo(0.75);
    assertThat(value(model, ForecastMetric.CLARKE_D)).isEqualTo(0.25);
    assertThat(value(model, ForecastMetric.LOW_SENSITIVITY)).isEqualTo(0.5);
    assertThat(value(model, ForecastMetric.LOW_PPV)).isEqualTo(0.5);
    assertThat(value(model, ForecastMetric.NEW_LOW_PPV)).isEqualTo(1);
    assertThat(value(model, ForecastMetric.POSSIBLE_LOW_SENSITIVITY)).isEqualTo(1);
    assertThat(value(model, ForecastMetric.POSSIBLE_LOW_PPV)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(value(model, ForecastMetric.COVERAGE)).isEqualTo(0.5);
    assertThat(value(model, ForecastMetric.WIDTH)).isEqualTo((32 + 28 + 10 + 30) / 4.0);
    assertThat(value(last, ForecastMetric.LOW_SENSITIVITY)).isZero();
    assertThat(last.metrics()).doesNotContainKeys(ForecastMetric.COVERAGE, ForecastMetric.WIDTH);
    Measure error = Objects.requireNonNull(last.metrics().get(ForecastMetric.MAE));
    assertThat(Objects.requireNonNull(error.aboveFirst()).value())
        .isCloseTo((20 + 0 + 10 + 40 - 41) / 4.0, within(1e-12));
  }

  @Test
  void slices_areByWhatCameAndByTheLatestValue() {
    List<ForecastCase> cases =
        List.of(
            new ForecastCase("a", 180, 180, 181, 180, 170, 190),
            new ForecastCase("a", 70, 70, 69, 70, 60, 80));

    ForecastReport report = ForecastEvaluation.of("model", cases, SETTINGS);

    assertThat(report.slices())
        .extracting(SliceReport::name)
        .containsExactly("all", "came below 70", "came above 180", "latest value 70 to 180");
  }

  private static double value(ContestantReport contestant, ForecastMetric metric) {
    return Objects.requireNonNull(contestant.metrics().get(metric), metric.key())
        .estimate()
        .value();
  }
}
