package dev.vigil.dashboard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.InMemoryHistory;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.HourProof;
import dev.vigil.models.hour.HourForecast;
import dev.vigil.models.hour.HourForecasts;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextHourTest {
  private static final long NOW = 1_772_000_000L;

  private final InMemoryHistory history = new InMemoryHistory();

  private void measured(int hoursAgo, long value) {
    long at = NOW - hoursAgo * 3600L;
    Reading reading = Reading.of("heart-rate", "mon-1", at, value * 10);
    history.add(new Readings("p1", at, "http", List.of(reading)));
  }

  /** Half of the way back to the level of six hours, give or take 10. */
  private NextHour nextHour(double coverage) throws Exception {
    Estimate less = new Estimate(-1, -1.5, -0.5);
    Estimate error = new Estimate(5, 4.0, 6.0);
    HourProof proof =
        new HourProof("r", 200, 2000, new Estimate(coverage, 0.7, 0.9), error, error, less);
    HourForecast forecast =
        new HourForecast(
            "heart-rate",
            List.of(0.0, 0.5, 0.0, 0.0, 0.0),
            List.of(0.0, 0.0, 0.0, 0.0, 0.0, 10.0),
            1,
            1,
            List.of(proof));
    HourForecasts.Form form = new HourForecasts.Form("r", List.of(forecast));
    return new NextHour(HourForecasts.read(Json.encode(form)), history);
  }

  @Test
  void forecastWithAProof_saysWhatIsExpected() throws Exception {
    measured(1, 80);
    measured(0, 100);

    NextHour.Expected expected = nextHour(0.8).of("p1", NOW);

    assertThat(expected.expected())
        .containsEntry("heart-rate", new HourForecast.Said(95, 85, 105))
        .hasSize(1);
    assertThat(expected.without()).isEmpty();
  }

  @Test
  void forecastWithABadCoverage_isNotShown_andSaysWhy() throws Exception {
    measured(1, 80);
    measured(0, 100);

    NextHour.Expected expected = nextHour(0.7).of("p1", NOW);

    assertThat(expected.expected()).isEmpty();
    assertThat(expected.without().get("heart-rate"))
        .isEqualTo("its 80 % interval held 70.0 % of what came in r, expected 75 to 85 %");
  }

  @Test
  void patientOfWhomTooLittleIsKnown_hasNone() throws Exception {
    measured(0, 100);

    NextHour.Expected expected = nextHour(0.8).of("p1", NOW);

    assertThat(expected.expected()).isEmpty();
    assertThat(expected.without().get("heart-rate")).startsWith("too little was measured");
  }
}
