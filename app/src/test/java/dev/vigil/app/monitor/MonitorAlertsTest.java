package dev.vigil.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.app.runtime.NoLog;
import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.models.monitoring.Compared;
import dev.vigil.models.monitoring.Distribution;
import dev.vigil.models.monitoring.Judgement;
import dev.vigil.models.monitoring.Judgement.Verdict;
import dev.vigil.models.monitoring.MonitorCondition;
import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.models.monitoring.MonitorReport.Disagreement;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonitorAlertsTest {
  private static final Disagreement MUCH = new Disagreement(500, 0.3, 0.4);

  private final TechnicalAlerts technical = new TechnicalAlerts(new NoLog<>());
  private final MonitorAlerts alerts = new MonitorAlerts(technical);

  @Test
  void disagreementOfAShadow_endsOnceItIsLiveItself() {
    // given
    alerts.tell(List.of(disagreement(Verdict.BEYOND, MUCH)), shadow -> false, 1);

    // when it is live, but still held against what was live before
    alerts.tell(List.of(disagreement(Verdict.BEYOND, MUCH)), live -> true, 2);

    // then
    assertThat(technical.open()).hasSize(1);

    // when nothing is left that it could be held against
    alerts.tell(List.of(disagreement(Verdict.UNKNOWN, null)), live -> true, 3);

    // then
    assertThat(technical.open()).isEmpty();
  }

  @Test
  void whatCannotBeToldOfAShadow_changesNothing() {
    alerts.tell(List.of(disagreement(Verdict.BEYOND, MUCH)), shadow -> false, 1);

    alerts.tell(List.of(disagreement(Verdict.UNKNOWN, null)), shadow -> false, 2);

    assertThat(technical.open()).hasSize(1);
  }

  @Test
  void driftOfAShadow_becomesMoreUrgentWithItsPromotion_andNotWithTheNextLook() {
    alerts.tell(List.of(drift(Verdict.BEYOND)), shadow -> false, 1);
    alerts.tell(List.of(drift(Verdict.BEYOND)), shadow -> false, 2);

    assertThat(technical.open())
        .extracting(TechnicalAlert::priority, TechnicalAlert::since)
        .containsExactly(tuple(Priority.LOW, 1L));

    alerts.tell(List.of(drift(Verdict.BEYOND)), live -> true, 3);
    alerts.tell(List.of(drift(Verdict.BEYOND)), live -> true, 4);

    assertThat(technical.open())
        .extracting(TechnicalAlert::priority, TechnicalAlert::since)
        .containsExactly(tuple(Priority.MEDIUM, 3L));
  }

  private static MonitorReport disagreement(Verdict verdict, @Nullable Disagreement found) {
    return report(
        new Judgement(MonitorCondition.DISAGREEMENT, verdict, "of the other version"), found);
  }

  private static MonitorReport drift(Verdict verdict) {
    return report(new Judgement(MonitorCondition.INPUT_DRIFT, verdict, "of its inputs"), null);
  }

  private static MonitorReport report(Judgement judged, @Nullable Disagreement found) {
    Distribution nothing = new Distribution(List.of(), List.of(0L), 0);
    return new MonitorReport(
        "stub",
        "2",
        0,
        3_600,
        1,
        20,
        500,
        null,
        new TreeMap<>(),
        0,
        new Compared(Compared.SCORE, nothing, null, null, null),
        List.of(),
        found,
        null,
        List.of(judged));
  }
}
