package dev.vigil.dashboard.technical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.schemas.TechnicalAlert.State;
import org.junit.jupiter.api.Test;

class TechnicalAlertsTest {
  private static final String SUBJECT = "gateway/gateway-1";

  private final InMemoryRecordLog<TechnicalAlert> log = new InMemoryRecordLog<>();
  private TechnicalAlerts alerts = new TechnicalAlerts(log);

  @Test
  void whatIsSaidTwice_isOneTransition_alsoAfterARestart() {
    raise(100);
    raise(160);
    alerts = new TechnicalAlerts(log.reopened());
    raise(220);

    assertThat(log.records()).hasSize(1);
    assertThat(alerts.open()).singleElement().extracting(TechnicalAlert::since).isEqualTo(100L);
  }

  @Test
  void transitions_areNumberedForEver() {
    raise(100);
    clear(200);
    clear(260);
    alerts = new TechnicalAlerts(log.reopened());
    raise(300);
    clear(400);

    assertThat(alerts.open()).isEmpty();
    assertThat(log.records()).extracting(TechnicalAlert::sequence).containsExactly(1, 2, 3, 4);
    assertThat(log.records())
        .extracting(TechnicalAlert::state)
        .containsExactly(State.RAISED, State.CLEARED, State.RAISED, State.CLEARED);
    assertThat(log.records())
        .extracting(TechnicalAlert::since)
        .containsExactly(100L, 100L, 300L, 300L);
  }

  @Test
  void whatHappensAgain_isRaisedAnew_butOnceForEachReason_alsoAfterARestart() {
    happens(100, "5 records");
    happens(160, "5 records");
    happens(200, "7 records");
    alerts = new TechnicalAlerts(log.reopened());
    happens(260, "7 records");

    assertThat(log.records()).extracting(TechnicalAlert::sequence).containsExactly(1, 2);
    assertThat(alerts.open())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.since()).isEqualTo(200);
              assertThat(alert.because()).isEqualTo("7 records");
            });
  }

  @Test
  void whatGrows_isRaisedAnew_butNotSoon_norWhereItShrinks() {
    grows(100, 2);
    grows(102, 2);
    grows(104, 3);
    assertThat(log.records()).hasSize(1);

    grows(400, 3);
    grows(900, 1);
    grows(902, 1);
    assertThat(log.records()).extracting(TechnicalAlert::because).containsExactly("2", "3");

    grows(904, 2);
    assertThat(log.records()).extracting(TechnicalAlert::because).containsExactly("2", "3", "2");
  }

  @Test
  void whatGrows_isRaisedAnewByARestart_onlyIfItIsAnotherNumber() {
    grows(100, 2);

    alerts = new TechnicalAlerts(log.reopened());
    grows(1_000, 2);
    assertThat(log.records()).hasSize(1);
    alerts = new TechnicalAlerts(log.reopened());
    grows(2_000, 3);
    grows(2_002, 3);

    assertThat(log.records()).extracting(TechnicalAlert::because).containsExactly("2", "3");
  }

  @Test
  void whatTheLogDidNotTake_isNotOpen() {
    log.setAway(true);
    assertThatThrownBy(() -> raise(100)).isInstanceOf(RefusedException.class);
    log.setAway(false);

    assertThat(alerts.open()).isEmpty();
    raise(200);
    assertThat(alerts.open()).hasSize(1);
  }

  private void raise(long at) {
    alerts.raise(SUBJECT, "silent", Priority.MEDIUM, at, "no heartbeat", "Look at its machine.");
  }

  private void happens(long at, String because) {
    alerts.raiseEach(SUBJECT, "records-lost", Priority.HIGH, at, because, "Look.");
  }

  private void grows(long at, int count) {
    alerts.raiseGrowing(SUBJECT, "refused", Priority.HIGH, at, "" + count, "Look.", count);
  }

  private void clear(long at) {
    alerts.clear(SUBJECT, "silent", at, "it is heard again");
  }
}
