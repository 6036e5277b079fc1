package dev.vigil.models.training.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.forecast.ForecastTask;
import dev.vigil.models.training.RecordedStay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastRowsTest {
  private final ForecastRows rows = new ForecastRows(ForecastTask.GLUCOSE_30_MIN);

  @Test
  void steadyRise_isWhatTheLineSaysAndWhatComes() {
    rows.add(Subjects.stay("s", 40, step -> 80 + 2 * step));

    // An hour has six values at the sixth row; the last six rows have no outcome.
    assertThat(rows.rows()).hasSize(40 - 5 - 6);
    assertThat(rows.refused()).isEqualTo(5);
    assertThat(rows.withoutOutcome()).isEqualTo(6);
    ForecastRow first = rows.rows().get(0);
    assertThat(first.last()).isEqualTo(90);
    assertThat(first.actual()).isEqualTo(102);
    assertThat(first.extrapolated()).isCloseTo(102, within(1e-9));
    assertThat(first.change()).isEqualTo(12);
  }

  @Test
  void outcome_mayMissItsTimeByTheToleranceAndNoMore() {
    // given: of the later values all but one are missing
    RecordedStay whole = Subjects.stay("s", 12, step -> 100);
    long last = whole.rows().get(11).time();

    // when, then
    assertThat(hasOutcome(whole, last + 1_800 + 150)).isTrue();
    assertThat(hasOutcome(whole, last + 1_800 + 151)).isFalse();
    assertThat(hasOutcome(whole, last + 1_800 - 150)).isTrue();
    assertThat(hasOutcome(whole, last + 1_800 - 151)).isFalse();
  }

  /** Of the last row, with one more value. */
  private static boolean hasOutcome(RecordedStay stay, long measured) {
    ForecastRows rows = new ForecastRows(ForecastTask.GLUCOSE_30_MIN);
    List<RecordedStay.Row> with = new ArrayList<>(stay.rows());
    with.add(new RecordedStay.Row(measured, List.of(Subjects.reading(measured, 200)), false));
    rows.add(new RecordedStay(stay.context(), with));
    long last = stay.rows().get(stay.rows().size() - 1).time();
    return rows.rows().stream().anyMatch(row -> row.time() == last && row.actual() == 200);
  }

  @Test
  void readingThatCameLate_isUnknownUntilThen() {
    // given: a peak at step 20 that the sensor hands in 40 minutes late
    RecordedStay flat = Subjects.stay("s", 60, step -> 100);
    long peak = flat.rows().get(20).time();
    long late = flat.rows().get(28).time();
    List<RecordedStay.Row> with = new ArrayList<>();
    for (RecordedStay.Row row : flat.rows()) {
      if (row.time() == late) {
        with.add(
            new RecordedStay.Row(
                late, List.of(Subjects.reading(late, 100), Subjects.reading(peak, 250)), false));
      } else if (row.time() != peak) {
        with.add(row);
      }
    }

    // when
    rows.add(new RecordedStay(flat.context(), with));

    // then
    int highest = rows.features().indexOf("interstitial-glucose.max.1h");
    for (ForecastRow row : rows.rows()) {
      boolean isKnown = row.time() >= late && row.time() < peak + 3_600;
      assertThat(row.values()[highest]).isEqualTo(isKnown ? 250 : 100);
      assertThat(row.last()).isEqualTo(100);
      assertThat(row.extrapolated()).as("the line ends 30 minutes before").isEqualTo(100);
      assertThat(row.actual()).isEqualTo(row.time() == peak - 1_800 ? 250 : 100);
    }
    assertThat(rows.rows()).anyMatch(row -> row.values()[highest] == 250);
    assertThat(rows.rows()).anyMatch(row -> row.actual() == 250);
  }

  @Test
  void slope_isThatOfLeastSquares() {
    assertThat(ForecastRows.slope(Map.of(0L, 1.0, 1L, 2.0, 2L, 4.0))).isCloseTo(1.5, within(1e-12));
    assertThat(ForecastRows.slope(Map.of(7L, 1.0))).isZero();
  }
}
