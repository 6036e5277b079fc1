package dev.vigil.dashboard.burden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Feedback;
import dev.vigil.schemas.Feedback.Verdict;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallBookTest {
  private static final long NOW = 1_000_000;
  private static final int HOUR = 3_600;
  private static final List<Stay> STAYS =
      List.of(new Stay("A", 0, null), new Stay("A", NOW - 6 * HOUR, NOW + HOUR));

  private final CallBook book = new CallBook();

  private static AlertTransition at(
      long second, String alert, int sequence, String rule, Priority priority, Cause cause) {
    State state =
        cause == Cause.CLEARED
            ? State.RESOLVED
            : cause == Cause.ACKNOWLEDGED ? State.ACKNOWLEDGED : State.ACTIVE;
    return new AlertTransition(
        alert,
        sequence,
        "p",
        Origin.REAL,
        "A",
        "1",
        rule,
        AlertTransition.Kind.LIMIT,
        state,
        priority,
        cause,
        second,
        second,
        cause == Cause.ACKNOWLEDGED ? "ann" : null,
        "why",
        new Evidence(List.of(), null, null, null, "clears"));
  }

  private Burden report(int hours) {
    return book.report(NOW, hours, STAYS, ward -> null);
  }

  private RuleBurden rule(String id) {
    return report(24).wards().get(0).rules().stream()
        .filter(rule -> rule.rule().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void say(String alert, String rule, Verdict verdict, String by, long said) {
    book.take(new Feedback(alert, rule, "A", "m:1", verdict, by, said));
  }

  @Test
  void calls_areNewAlertsAndWorseOnes_countedOnceHoweverOftenTheyCome() {
    AlertTransition raised = at(NOW - 100, "a", 1, "r", Priority.MEDIUM, Cause.RAISED);
    AlertTransition worse = at(NOW - 90, "a", 2, "r", Priority.HIGH, Cause.STEPPED_UP);
    AlertTransition better = at(NOW - 80, "a", 3, "r", Priority.MEDIUM, Cause.STEPPED_DOWN);
    List.of(raised, worse, raised, better, worse, better).forEach(book::take);

    assertThat(rule("r")).isEqualTo(new RuleBurden("r", 2, 1, 0, 0, Opinions.NONE));
    assertThat(report(24).wards().get(0).calls()).isEqualTo(2);
    assertThat(report(24).wards().get(0).high()).isEqualTo(1);
  }

  @Test
  void ofAnAlertThatAnotherRuleMadeWorse_eachHasItsOwnCall_andTheLastOneItsAnswer() {
    book.take(at(NOW - 100, "a", 1, "urgent", Priority.MEDIUM, Cause.RAISED));
    book.take(at(NOW - 90, "a", 2, "emergency", Priority.HIGH, Cause.STEPPED_UP));
    book.take(at(NOW - 80, "a", 3, "emergency", Priority.HIGH, Cause.ACKNOWLEDGED));
    book.take(at(NOW - 70, "a", 4, "urgent", Priority.MEDIUM, Cause.STEPPED_DOWN));

    assertThat(rule("urgent")).isEqualTo(new RuleBurden("urgent", 1, 0, 0, 0, Opinions.NONE));
    assertThat(rule("emergency")).isEqualTo(new RuleBurden("emergency", 1, 1, 1, 0, Opinions.NONE));
  }

  @Test
  void alerts_areAnswered_orOverAlone_orNeither() {
    book.take(at(NOW - 100, "a", 1, "r", Priority.LOW, Cause.RAISED));
    book.take(at(NOW - 90, "a", 2, "r", Priority.LOW, Cause.ACKNOWLEDGED));
    book.take(at(NOW - 80, "a", 3, "r", Priority.LOW, Cause.CLEARED));
    book.take(at(NOW - 100, "b", 1, "r", Priority.LOW, Cause.RAISED));
    book.take(at(NOW - 80, "b", 2, "r", Priority.LOW, Cause.CLEARED));
    book.take(at(NOW - 100, "c", 1, "r", Priority.LOW, Cause.RAISED));

    assertThat(rule("r")).isEqualTo(new RuleBurden("r", 3, 0, 1, 1, Opinions.NONE));
  }

  @Test
  void window_takesItsLastSecondAndNotTheOneBeforeItsFirst_andDaysThatPatientsWereThere() {
    book.take(at(NOW - 24 * HOUR, "a", 1, "r", Priority.LOW, Cause.RAISED));
    book.take(at(NOW - 24 * HOUR + 1, "b", 1, "r", Priority.LOW, Cause.RAISED));
    book.take(at(NOW + 1, "c", 1, "r", Priority.LOW, Cause.RAISED));

    WardBurden ward = report(24).wards().get(0);

    assertThat(ward.calls()).isEqualTo(1);
    assertThat(ward.patientDays()).isCloseTo(1.25, within(1e-12));
    assertThat(ward.perPatientDay()).isCloseTo(0.8, within(1e-12));
    assertThat(report(1).wards().get(0).perPatientDay()).as("of an hour").isNull();
  }

  @Test
  void ofAPatientWhoWasMoved_callsAndTimeCountForTheWardWhereThePatientWasThen() {
    book.take(at(NOW - 9 * HOUR, "a", 1, "r", Priority.MEDIUM, Cause.RAISED));
    AlertTransition worse = at(NOW - HOUR, "a", 2, "r", Priority.HIGH, Cause.STEPPED_UP);
    book.take(in("B", worse));
    book.take(in("B", at(NOW - 60, "a", 3, "r", Priority.HIGH, Cause.ACKNOWLEDGED)));
    List<Stay> stays =
        List.of(new Stay("A", 0, NOW - 6 * HOUR), new Stay("B", NOW - 6 * HOUR, null));

    Burden burden = book.report(NOW, 24, stays, ward -> 2.0);

    assertThat(burden.wards())
        .containsExactly(
            new WardBurden(
                "A", 0.75, 1, 0, 2.0, List.of(new RuleBurden("r", 1, 0, 0, 0, Opinions.NONE))),
            new WardBurden(
                "B", 0.25, 1, 1, 2.0, List.of(new RuleBurden("r", 1, 1, 1, 0, Opinions.NONE))));
    assertThat(burden.wards()).extracting(WardBurden::isOverBudget).containsExactly(false, true);
  }

  private static AlertTransition in(String ward, AlertTransition transition) {
    return new AlertTransition(
        transition.alert(),
        transition.sequence(),
        transition.patient(),
        transition.origin(),
        ward,
        "2",
        transition.rule(),
        transition.kind(),
        transition.state(),
        transition.priority(),
        transition.cause(),
        transition.measured(),
        transition.decided(),
        transition.by(),
        transition.because(),
        transition.evidence());
  }

  @Test
  void budget_isTheWardsOwn() {
    book.take(at(NOW - 100, "a", 1, "r", Priority.LOW, Cause.RAISED));

    WardBurden over = book.report(NOW, 24, STAYS, ward -> 0.5).wards().get(0);

    assertThat(over.budget()).isEqualTo(0.5);
    assertThat(over.isOverBudget()).as("0.8 a day").isTrue();
    assertThat(report(24).wards().get(0).isOverBudget()).as("without a budget").isFalse();
  }

  @Test
  void ofOnePersonTheLatestWordCounts_ofSeveralEachs() {
    say("a", "r", Verdict.NOT_USEFUL, "ann", NOW - 50);
    say("a", "r", Verdict.USEFUL, "ann", NOW - 40);
    say("a", "r", Verdict.KNOWN, "bob", NOW - 30);
    say("a", "r", Verdict.KNOWN, "cid", NOW - 25 * HOUR);

    assertThat(rule("r").opinions()).isEqualTo(new Opinions(1, 0, 1));
    assertThat(rule("r").opinions().actionable()).isEqualTo(0.5);
    assertThat(report(24).models())
        .containsExactly(new ModelOpinions("m:1", new Opinions(1, 0, 1)));
    assertThat(Opinions.NONE.actionable()).isNull();
  }

  @Test
  void noisiestRule_isTheOneWithMostCallsForNothing_notTheOneWithMostCalls() {
    for (int i = 0; i < 4; i++) {
      book.take(at(NOW - 100, "often" + i, 1, "often", Priority.LOW, Cause.RAISED));
      say("often" + i, "often", Verdict.USEFUL, "ann", NOW);
    }
    for (int i = 0; i < 3; i++) {
      book.take(at(NOW - 100, "noisy" + i, 1, "noisy", Priority.LOW, Cause.RAISED));
      say("noisy" + i, "noisy", Verdict.NOT_USEFUL, "ann", NOW);
    }

    assertThat(report(24).wards().get(0).rules())
        .extracting(RuleBurden::rule)
        .containsExactly("noisy", "often");
    assertThat(rule("noisy").noise()).isCloseTo(3 * 4 / 5.0, within(1e-12));
  }

  @Test
  void whatIsOverLongAgo_isForgotten_andWhatIsOpenIsNot() {
    book.take(at(0, "open", 1, "r", Priority.LOW, Cause.RAISED));
    book.take(at(0, "over", 1, "r", Priority.LOW, Cause.RAISED));
    book.take(at(1, "over", 2, "r", Priority.LOW, Cause.CLEARED));

    book.forget(NOW);

    assertThat(book.find("open")).isNotNull();
    assertThat(book.find("over")).isNull();
  }

  @Test
  void report_ofLongerThanIsKept_isRefused() {
    assertThatThrownBy(() -> report(73)).hasMessageContaining("expected 1 to 72");
    assertThatThrownBy(() -> report(0)).hasMessageContaining("expected 1 to 72");
  }
}
