package dev.vigil.dashboard.ward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Tick;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WardViewTest {
  private static final long NOW = 1_772_000_000L;
  private final WardView ward = new WardView();

  @BeforeEach
  void admit() {
    ward.apply(new Tick(NOW, "test"));
    ward.setReady(true);
    ward.apply(new ContextChange(context("p1", 1, PatientContext.Status.ADMITTED)));
    ward.drain();
  }

  @Test
  void reading_tooLateOrFromTheFuture_isNotShown() {
    ward.apply(readings("p1", NOW + 61, 800));
    ward.apply(readings("p1", NOW - 24 * 3600 - 1, 700));

    assertThat(ward.find("p1").vitals()).isEmpty();
  }

  @Test
  void values_areConflatedBetweenLooks() {
    ward.apply(readings("p1", NOW - 20, 700));
    ward.apply(readings("p1", NOW - 10, 800));
    ward.apply(readings("p1", NOW, 900));

    WardChanges changes = ward.drain();

    assertThat(changes.patients()).hasSize(1);
    VitalView vital = changes.patients().get(0).vitals().get("heart-rate");
    assertThat(vital.value()).isEqualByComparingTo("90");
    assertThat(vital.trail()).hasSize(3);
    assertThat(ward.drain().hasValues()).isFalse();
  }

  @Test
  void singleNewValue_travelsWithoutItsTrail() {
    ward.apply(readings("p1", NOW - 20, 700));
    ward.drain();

    ward.apply(readings("p1", NOW, 900));

    assertThat(ward.drain().patients().get(0).vitals().get("heart-rate").trail()).isNull();
  }

  @Test
  void transitions_areToldOneByOneAndOnce() {
    AlertTransition raised = transition(1, AlertTransition.State.ACTIVE);
    AlertTransition acknowledged = transition(2, AlertTransition.State.ACKNOWLEDGED);
    ward.applyTransition(raised, number(5));
    ward.applyTransition(acknowledged, number(6));
    ward.applyTransition(raised, number(5));

    assertThat(ward.drain().events())
        .extracting(WardEvent::transition)
        .containsExactly(raised, acknowledged);
  }

  @Test
  void episode_olderThanTheLast_isIgnored() {
    AlertTransition raised = transition(1, AlertTransition.State.ACTIVE);
    ward.applyEpisode("p1", new Episode("p1", NOW, List.of(raised)), number(5));
    ward.applyEpisode("p1", null, number(4));

    assertThat(ward.openAlerts()).containsExactly(raised);
    assertThat(ward.findAlert("a1")).isEqualTo(raised);

    ward.applyEpisode("p1", null, number(6));

    assertThat(ward.openAlerts()).isEmpty();
  }

  @Test
  void score_isShownOnlyOfALiveModel() {
    ward.apply(score(3, 7));
    assertThat(ward.find("p1").scores()).isEmpty();

    ward.applyLedger(entry(LedgerEntry.Action.LIVE, NOW + 30));
    assertThat(ward.find("p1").scores()).isEmpty();
    ward.apply(new Tick(NOW + 30, "test"));

    assertThat(ward.find("p1").scores()).containsExactly(score(3, 7));
    assertThat(ward.drain().renewed()).isTrue();

    ward.applyLedger(entry(LedgerEntry.Action.RETIRED, NOW + 30));

    assertThat(ward.find("p1").scores()).isEmpty();
  }

  @Test
  void score_ofAnOlderVector_isIgnored() {
    ward.applyLedger(entry(LedgerEntry.Action.LIVE, Long.MIN_VALUE));
    ward.apply(score(3, 7));
    ward.apply(score(2, 1));

    assertThat(ward.find("p1").scores()).containsExactly(score(3, 7));
  }

  @Test
  void discharge_removesThePatientAndAllThatWasKept() {
    ward.apply(readings("p1", NOW, 700));
    ward.drain();

    ward.apply(new ContextChange(context("p1", 2, PatientContext.Status.DISCHARGED)));
    ward.apply(readings("p1", NOW + 1, 700));

    WardChanges changes = ward.drain();
    assertThat(changes.gone()).containsExactly("p1");
    assertThat(changes.patients()).isEmpty();
    assertThat(ward.snapshot(open -> true, 10).patients()).isEmpty();

    ward.apply(new ContextChange(context("p1", 3, PatientContext.Status.ADMITTED)));
    assertThat(ward.find("p1").vitals()).isEmpty();
  }

  @Test
  void newPatient_comesWholeWithItsEpisode() {
    ward.apply(readings("p2", NOW, 700));
    AlertTransition raised = transition(1, AlertTransition.State.ACTIVE);
    ward.applyEpisode("p2", new Episode("p2", NOW, List.of(raised)), number(5));
    ward.drain();

    ward.apply(new ContextChange(context("p2", 1, PatientContext.Status.ADMITTED)));

    PatientView whole = ward.drain().patients().get(0);
    assertThat(whole.place()).isNotNull();
    assertThat(whole.vitals()).containsKey("heart-rate");
    assertThat(whole.episode().alerts()).containsExactly(raised);
  }

  @Test
  void whileTheViewLags_transitionsAreToldButNoEpisodes() {
    AlertTransition raised = transition(1, AlertTransition.State.ACTIVE);
    ward.setReady(false);
    ward.drain();
    ward.applyTransition(raised, number(5));
    ward.applyEpisode("p1", new Episode("p1", NOW, List.of(raised)), number(5));
    ward.setReady(true);

    WardChanges changes = ward.drain();

    assertThat(changes.events()).extracting(WardEvent::transition).containsExactly(raised);
    assertThat(changes.renewed()).isTrue();
  }

  @Test
  void transitionsOfBeforeTheFirstCatchingUp_areHistory() {
    WardView reading = new WardView();
    reading.applyTransition(transition(1, AlertTransition.State.ACTIVE), number(5));
    reading.setReady(true);
    reading.applyTransition(transition(2, AlertTransition.State.ACKNOWLEDGED), number(6));

    assertThat(reading.drain().events())
        .extracting(event -> event.transition().sequence())
        .containsExactly(2);
  }

  @Test
  void events_areTakenBeforeValues_andEachOnce() {
    ward.drain();
    ward.apply(readings("p1", NOW, 800));
    ward.applyTransition(transition(1, AlertTransition.State.ACTIVE), number(5));

    assertThat(ward.drainEvents().events()).hasSize(1);
    assertThat(ward.drainEvents().events()).isEmpty();
    WardChanges rest = ward.drain();
    assertThat(rest.events()).isEmpty();
    assertThat(rest.patients()).hasSize(1);
  }

  @Test
  void inAStorm_whoIsNotInDanger_waits_butNotForASnapshot() {
    WardView stormy = new WardView(() -> 0);
    stormy.setReady(true);
    stormy.drain();
    for (int i = 0; i < WaitingEvents.STORM; i++) {
      stormy.applyTransition(of("p" + i, Priority.MEDIUM), number(i));
    }
    stormy.applyTransition(of("p-high", Priority.HIGH), number(100));

    List<WardEvent> first = stormy.drainEvents().events();
    stormy.applyTransition(of("p-next", Priority.HIGH), number(101));
    List<WardEvent> second = stormy.drain().events();
    List<WardEvent> all = stormy.drainAll().events();

    assertThat(first).extracting(WardEvent::patient).containsExactly("p-high");
    assertThat(second).extracting(WardEvent::patient).containsExactly("p-next");
    assertThat(all).hasSize(WaitingEvents.STORM);
    assertThat(all.get(0).number()).isEqualTo(3);

    stormy.applyTransition(of("p-late", Priority.MEDIUM), number(102));
    stormy.setReady(false);
    assertThat(stormy.drain().events()).extracting(WardEvent::patient).containsExactly("p-late");
  }

  private static AlertTransition of(String patient, Priority priority) {
    return HeartRateAlert.of(patient, 1, AlertTransition.State.ACTIVE, priority, NOW);
  }

  private static OutputNumber number(long offset) {
    return new OutputNumber(offset, NOW, 0);
  }

  private static Readings readings(String patient, long measured, long value) {
    return new Readings(
        patient, NOW, "http", List.of(Reading.of("heart-rate", "mon-1", measured, value)));
  }

  private static Score score(long vector, double value) {
    return new Score(
        "p1",
        "news2",
        "2017.1",
        number(vector),
        NOW,
        Score.Outcome.SCORE,
        value,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }

  private static LedgerEntry entry(LedgerEntry.Action action, long holdsFrom) {
    return new LedgerEntry("news2", "2017.1", "00", action, holdsFrom, "test", "test", null);
  }

  private static AlertTransition transition(int sequence, AlertTransition.State state) {
    return HeartRateAlert.of("p1", sequence, state, Priority.HIGH, NOW);
  }

  static PatientContext context(String patient, int version, PatientContext.Status status) {
    return new PatientContext(
        patient,
        version,
        status,
        PatientContext.Origin.DEMO,
        "A",
        "1",
        null,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        MonitoringPlan.NONE,
        NOW - 100,
        null,
        "test",
        "test");
  }
}
