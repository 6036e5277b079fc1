package dev.vigil.dashboard.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.drill.DrillReport.Deed;
import dev.vigil.dashboard.drill.DrillReport.Kind;
import dev.vigil.dashboard.drill.DrillReport.Moment;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.AuditEntry;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrillFoldTest {
  private static final long START = 1_772_000_000L;
  private static final long ONSET = START + 60;
  private static final long END = START + 900;
  private static final String WORSE = "drill-3-02";
  private static final String WELL = "drill-3-01";
  private static final Drill DRILL = drill(END);

  private static Drill drill(@Nullable Long end) {
    return new Drill(
        "drill-3",
        new DrillEntry.Plan("training", "sepsis", 2, 1, 5, WORSE, ONSET),
        START,
        "dr.lead",
        "new colleagues",
        end == null ? null : new Drill.End(end, "dr.lead", "over"));
  }

  /** One course of a drill: an alert, somebody looks, answers, and does something. */
  private static List<Consumer<DrillFold>> course() {
    List<Consumer<DrillFold>> records = new ArrayList<>();
    records.add(fold -> fold.take(START, context(WORSE, 1, Drills.BY, limits(50), noPause())));
    records.add(fold -> fold.take(START, context(WELL, 1, Drills.BY, limits(50), noPause())));
    records.add(fold -> fold.take(alert("a", 1, Cause.RAISED, ONSET + 40, null)));
    records.add(fold -> fold.take(alert("a", 2, Cause.ESCALATED, ONSET + 60, null)));
    records.add(fold -> fold.take(alert("a", 3, Cause.ACKNOWLEDGED, ONSET + 75, "n.ito")));
    records.add(fold -> fold.take(seen(ONSET + 52, "n.ito", "view-patient", WORSE, 200)));
    records.add(fold -> fold.take(seen(ONSET + 90, "dr.lin", "view-alert", "a", 200)));
    records.add(fold -> fold.take(seen(ONSET + 10, "n.ito", "view-patient", WELL, 200)));
    records.add(fold -> fold.take(observed(ONSET + 120, "n.ito", "consciousness", "spo2")));
    records.add(fold -> fold.take(ONSET + 130, context(WORSE, 2, "dr.lin", limits(40), noPause())));
    records.add(fold -> fold.take(ONSET + 140, context(WORSE, 3, "dr.lin", limits(40), pause())));
    return records;
  }

  private static DrillReport report(List<Consumer<DrillFold>> records) {
    DrillFold fold = new DrillFold(DRILL);
    records.forEach(record -> record.accept(fold));
    return fold.report();
  }

  @Test
  void report_saysHowSoonPeopleNoticedAnsweredAndActed() {
    DrillReport report = report(course());

    assertThat(report.alerted()).isEqualTo(new Moment(ONSET + 40, null, 40, 0L));
    assertThat(report.noticed()).isEqualTo(new Moment(ONSET + 52, "n.ito", 52, 12L));
    assertThat(report.acknowledged()).isEqualTo(new Moment(ONSET + 75, "n.ito", 75, 35L));
    assertThat(report.acted()).isEqualTo(new Moment(ONSET + 120, "n.ito", 120, 80L));
    assertThat(report.people()).containsExactly("dr.lin", "n.ito");
    DrillReport.AlertAnswer alert = report.alerts().get(0);
    assertThat(alert.opened()).isEqualTo(ONSET + 52);
    assertThat(alert.answered()).isEqualTo(ONSET + 75);
    assertThat(alert.answeredBy()).isEqualTo("n.ito");
    assertThat(alert.escalations()).isEqualTo(1);
    assertThat(alert.state()).isEqualTo(State.ACKNOWLEDGED);
  }

  @Test
  void deeds_sayWhatPeopleDid_inItsOrder() {
    assertThat(report(course()).deeds())
        .containsExactly(
            new Deed(ONSET + 10, "n.ito", WELL, Kind.OPENED, List.of()),
            new Deed(ONSET + 52, "n.ito", WORSE, Kind.OPENED, List.of()),
            new Deed(ONSET + 75, "n.ito", WORSE, Kind.ACKNOWLEDGED, List.of("rule")),
            new Deed(ONSET + 90, "dr.lin", WORSE, Kind.OPENED, List.of()),
            new Deed(ONSET + 120, "n.ito", WORSE, Kind.OBSERVED, List.of("consciousness", "spo2")),
            new Deed(ONSET + 130, "dr.lin", WORSE, Kind.LIMITS, List.of("heart-rate")),
            new Deed(ONSET + 140, "dr.lin", WORSE, Kind.PAUSE, List.of("spo2")));
  }

  @Test
  void sameRecords_inAnyOrderAndTwice_giveTheSameReport() {
    DrillReport expected = report(course());
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      List<Consumer<DrillFold>> records = course();
      records.addAll(course());
      Collections.shuffle(records, random);

      assertThat(report(records)).isEqualTo(expected);
    }
  }

  @Test
  void report_thatWasKept_isReadAsItWas() throws Exception {
    DrillReport report = report(course());

    assertThat(Json.decode(Json.encode(report), DrillReport.class)).isEqualTo(report);
    assertThat(Json.mapper().treeToValue(Json.mapper().valueToTree(report), DrillReport.class))
        .isEqualTo(report);
  }

  @Test
  void whatIsNotOfTheDrill_doesNotCount() {
    DrillFold fold = new DrillFold(DRILL);
    fold.take(seen(ONSET + 5, "n.ito", "view-patient", WORSE, 403));
    fold.take(seen(ONSET + 5, "n.ito", "list-patients", WORSE, 200));
    fold.take(seen(ONSET + 5, "n.ito", "view-patient", "drill-31-01", 200));
    fold.take(seen(END, "n.ito", "view-patient", WORSE, 200));
    fold.take(alert("late", 1, Cause.RAISED, END, null));
    fold.take(new Readings(WORSE, ONSET + 9, "http", List.of(manual("nurse-sim", "spo2"))));
    fold.take(START, context(WORSE, 1, Drills.BY, limits(50), noPause()));
    fold.take(END - 1, discharge(WORSE, Drills.BY));

    DrillReport report = fold.report();

    assertThat(report.deeds()).isEmpty();
    assertThat(report.alerts()).isEmpty();
    assertThat(report.noticed()).isNull();
  }

  @Test
  void openingBeforeTheOnset_isNoNotice_andBeforeTheAlertItIs() {
    DrillFold fold = new DrillFold(DRILL);
    fold.take(seen(ONSET - 1, "n.ito", "view-patient", WORSE, 200));
    assertThat(fold.report().noticed()).isNull();

    fold.take(seen(ONSET + 30, "n.ito", "view-history", WORSE, 200));
    fold.take(alert("a", 1, Cause.RAISED, ONSET + 40, null));

    assertThat(fold.report().noticed()).isEqualTo(new Moment(ONSET + 30, "n.ito", 30, -10L));
  }

  @Test
  void answerWithoutOpening_isANoticeToo() {
    DrillFold fold = new DrillFold(DRILL);
    fold.take(alert("a", 1, Cause.RAISED, ONSET + 40, null));
    fold.take(alert("a", 2, Cause.ACKNOWLEDGED, ONSET + 44, "n.ito"));

    assertThat(fold.report().noticed()).isEqualTo(new Moment(ONSET + 44, "n.ito", 44, 4L));
  }

  @Test
  void whoeverStartedTheDrill_isNotAmongThoseWhoRespond_butWhatTheyDidIsToldOf() {
    DrillFold fold = new DrillFold(DRILL);
    fold.take(seen(ONSET + 5, DRILL.by(), "view-patient", WORSE, 200));
    fold.take(alert("a", 1, Cause.RAISED, ONSET + 40, null));
    fold.take(seen(ONSET + 45, DRILL.by(), "view-alert", "a", 200));
    fold.take(alert("a", 2, Cause.ACKNOWLEDGED, ONSET + 50, DRILL.by()));
    fold.take(observed(ONSET + 60, DRILL.by(), "spo2"));
    DrillReport alone = fold.report();
    fold.take(seen(ONSET + 90, "n.ito", "view-patient", WORSE, 200));
    fold.take(observed(ONSET + 99, "n.ito", "spo2"));

    assertThat(alone.noticed()).isNull();
    assertThat(alone.acknowledged()).isNull();
    assertThat(alone.acted()).isNull();
    assertThat(alone.alerts().get(0).openedBy()).isNull();
    assertThat(alone.alerts().get(0).answeredBy()).isEqualTo(DRILL.by());
    assertThat(alone.deeds())
        .extracting(Deed::kind)
        .containsExactly(Kind.ACKNOWLEDGED, Kind.OBSERVED);
    assertThat(fold.report().noticed()).isEqualTo(new Moment(ONSET + 90, "n.ito", 90, 50L));
    assertThat(fold.report().acted()).isEqualTo(new Moment(ONSET + 99, "n.ito", 99, 59L));
  }

  @Test
  void runningDrill_isReportedUntilNow() {
    DrillFold fold = new DrillFold(drill(null));
    fold.take(alert("a", 1, Cause.RAISED, END + 5_000, null));

    assertThat(fold.report().alerts()).hasSize(1);
    assertThat(fold.report().acknowledged()).isNull();
  }

  private static AuditEntry seen(long at, String by, String action, String subject, int status) {
    return new AuditEntry(at, by, "127.0.0.1", action, subject, status);
  }

  private static Readings observed(long at, String by, String... vitals) {
    List<Reading> readings = new ArrayList<>();
    for (String vital : vitals) {
      readings.add(manual(by, vital));
    }
    return new Readings(WORSE, at, Readings.BOARD, readings);
  }

  private static Reading manual(String by, String vital) {
    return new Reading(vital, Reading.MANUAL, ONSET, 1, Reading.Status.FINAL, 1, by);
  }

  private static AlertTransition alert(
      String id, int sequence, Cause cause, long at, @Nullable String by) {
    return new AlertTransition(
        id,
        sequence,
        WORSE,
        Origin.TRAINING,
        "training",
        "02",
        "rule",
        AlertTransition.Kind.LIMIT,
        by == null ? State.ACTIVE : State.ACKNOWLEDGED,
        Priority.HIGH,
        cause,
        at,
        at,
        by,
        "Heart rate is above 130 /min",
        new Evidence(List.of(), null, null, null, "clears"));
  }

  private static SortedMap<String, Limits> limits(int low) {
    SortedMap<String, Limits> limits = new TreeMap<>();
    limits.put("heart-rate", new Limits(BigDecimal.valueOf(low), null));
    return limits;
  }

  private static MonitoringPlan noPause() {
    return new MonitoringPlan(List.of(new MonitoringPlan.Item("spo2", 1, 30)), List.of());
  }

  private static MonitoringPlan pause() {
    return new MonitoringPlan(
        noPause().items(),
        List.of(new MonitoringPlan.Pause("spo2", ONSET, ONSET + 600, "dr.lin", "bathing")));
  }

  private static PatientContext context(
      String patient,
      int version,
      String by,
      SortedMap<String, Limits> limits,
      MonitoringPlan plan) {
    return new PatientContext(
        patient,
        version,
        PatientContext.Status.ADMITTED,
        Origin.TRAINING,
        "training",
        "02",
        70,
        null,
        null,
        1,
        limits,
        List.of(),
        plan,
        START,
        null,
        by,
        "why");
  }

  private static PatientContext discharge(String patient, String by) {
    return new PatientContext(
        patient,
        2,
        PatientContext.Status.DISCHARGED,
        Origin.TRAINING,
        "training",
        "02",
        70,
        null,
        null,
        1,
        limits(50),
        List.of(),
        noPause(),
        START,
        END,
        by,
        "over");
  }
}
