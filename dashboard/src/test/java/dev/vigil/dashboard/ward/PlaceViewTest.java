package dev.vigil.dashboard.ward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlaceViewTest {
  private static final long NOW = 1_772_000_000L;

  @Test
  void whatIsExpectedNextToNever_isNotTooOldAtOnce() {
    MonitoringPlan.Item never = new MonitoringPlan.Item("spo2", Integer.MAX_VALUE, 60);

    PlaceView view = PlaceView.of(context(never));

    assertThat(view.expected()).containsEntry("spo2", Integer.MAX_VALUE);
  }

  /** An earlier version took such plans. */
  @Test
  void whatIsExpectedTwice_isTooOldWhenItsSilenceIsAnAlarm() {
    MonitoringPlan.Item often = new MonitoringPlan.Item("spo2", 1, 29);
    MonitoringPlan.Item rarely = new MonitoringPlan.Item("spo2", 43_200, 3_600);

    PlaceView view = PlaceView.of(context(often, rarely));

    assertThat(view.expected()).containsEntry("spo2", 30);
  }

  private static PatientContext context(MonitoringPlan.Item... items) {
    return new PatientContext(
        "p1",
        1,
        PatientContext.Status.ADMITTED,
        Origin.REAL,
        "A",
        "1",
        null,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        new MonitoringPlan(List.of(items), List.of()),
        NOW,
        null,
        "anna",
        "admitted");
  }
}
