package dev.vigil.models.monitoring;

import static dev.vigil.models.monitoring.Watched.HOUR;
import static dev.vigil.models.monitoring.Watched.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.evaluation.CalibrationCheck.Predicted;
import dev.vigil.schemas.Outcome;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutcomeRowsTest {
  @Test
  void sepsis_isToBeSaidSixHoursBefore_andNothingCountsAfterIt() {
    Predicted rows = OutcomeRows.of(outcome("sepsis", true, START + 10 * HOUR), said(20));

    assertThat(rows.labels())
        .hasSize(11)
        .startsWith(false, false, false, false, true)
        .endsWith(true);
    assertThat(rows.probabilities()).startsWith(0.0, 0.01).endsWith(0.1);
  }

  @Test
  void deathInHospital_isToBeSaidInEveryHour_andSurvivalInNone() {
    long end = START + 10 * HOUR;

    assertThat(OutcomeRows.of(outcome("mortality", true, end), said(20)).labels())
        .hasSize(11)
        .containsOnly(true);
    assertThat(OutcomeRows.of(outcome("mortality", false, end), said(20)).labels())
        .hasSize(11)
        .containsOnly(false);
  }

  @Test
  void scoresEveryMinute_countOnceAnHour() {
    TreeMap<Long, Double> said = new TreeMap<>();
    for (int minute = 0; minute < 180; minute++) {
      said.put(START + minute * 60L, minute / 1000.0);
    }

    Predicted rows = OutcomeRows.of(outcome("mortality", true, START + 4 * HOUR), said);

    assertThat(rows.probabilities()).containsExactly(0.0, 0.06, 0.12);
  }

  private static Outcome outcome(String label, boolean occurred, long at) {
    return new Outcome("p", label, occurred, at, "anna", at);
  }

  private static TreeMap<Long, Double> said(int hours) {
    TreeMap<Long, Double> said = new TreeMap<>();
    for (int hour = 0; hour < hours; hour++) {
      said.put(START + hour * HOUR, hour / 100.0);
    }
    return said;
  }
}
