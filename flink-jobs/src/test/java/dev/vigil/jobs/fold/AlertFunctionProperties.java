package dev.vigil.jobs.fold;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.context;
import static dev.vigil.jobs.LogRecords.heartRate;
import static dev.vigil.jobs.LogRecords.readings;
import static dev.vigil.jobs.LogRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.RandomLog;
import dev.vigil.jobs.RandomLog.Moment;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.InMemoryPatient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;

class AlertFunctionProperties extends FoldProperties {
  @Override
  void outputsAreThoseOfARefold(long seed, boolean rocksDb, int records) throws Exception {
    List<Moment> log =
        RandomLog.of(seed, EnumSet.complementOf(EnumSet.of(RecordType.TICK)), records);
    long end = log.get(log.size() - 1).record().stamp() + A_WEEK;
    Map<String, List<String>> refold = refold(log, end);

    List<Emission> emissions =
        FoldCluster.run(
            () -> new AlertFunction(FixedGovernance::new), rocksDb, log, end, new Random(seed + 1));

    assertThat(FoldCluster.sentByPatient(emissions)).containsExactlyInAnyOrderEntriesOf(refold);
    assertThat(FoldCluster.counts(emissions).values().stream().mapToLong(by -> by).sum())
        .isEqualTo(refold.values().stream().mapToInt(List::size).sum());
  }

  @Example
  void silence_withoutAnyRecord_raisesWhenTheTickComes() throws Exception {
    MonitoringPlan plan = new MonitoringPlan(List.of(new Item("heart-rate", 60, 30)), List.of());
    try (FoldCluster cluster = alerts(new FixedGovernance())) {
      ContextChange admit = new ContextChange(context("p-1", 1, Status.ADMITTED, plan));
      cluster.record(stamped(START, record(0, 1, admit)));
      cluster.watermark(START + 80);
      assertThat(FoldCluster.counts(cluster.drain())).isEmpty();

      cluster.watermark(START + 100);

      assertThat(FoldCluster.counts(cluster.drain()))
          .containsEntry(Counts.TRANSITIONS, 1L)
          .containsEntry(Counts.EPISODES, 1L);
    }
  }

  @Example
  void governance_isReadBeforeTheFirstRecordOfEachSecondAndOnlyThen() throws Exception {
    FixedGovernance governance = new FixedGovernance();
    try (FoldCluster cluster = alerts(governance)) {
      cluster.record(stamped(START, reading(1, START)));
      cluster.record(stamped(START, reading(2, START)));
      cluster.record(stamped(START + 1, reading(3, START + 1)));
      cluster.record(stamped(START, reading(4, START))); // a slower partition

      assertThat(governance.reads()).isEqualTo(2);
    }
    assertThat(governance.isClosed()).isTrue();
  }

  @Example
  void timer_ofADeadlineThatWasCancelled_doesNothing() throws Exception {
    FixedGovernance governance = new FixedGovernance();
    try (FoldCluster cluster = alerts(governance)) {
      cluster.record(stamped(START, reading(1, START, 1_390))); // in 20 s it would be an alert
      cluster.record(stamped(START + 5, reading(2, START + 5, 800)));
      int reads = governance.reads();
      assertThat(cluster.timers()).isEqualTo(2); // that of the delay is still there

      cluster.watermark(START + 25);

      assertThat(cluster.timers()).isEqualTo(1);
      assertThat(cluster.drain()).isEmpty();
      assertThat(governance.reads()).isEqualTo(reads);
    }
  }

  @Example
  void state_ofADischargedPatient_isGoneInTheEnd() throws Exception {
    try (FoldCluster cluster = alerts(new FixedGovernance())) {
      ContextChange discharge =
          new ContextChange(context("p-1", 1, Status.DISCHARGED, MonitoringPlan.NONE));
      cluster.record(stamped(START, reading(1, START)));
      cluster.record(stamped(START, record(0, 2, discharge)));
      assertThat(cluster.stateEntries()).isPositive();

      cluster.watermark(START + A_WEEK);

      assertThat(cluster.stateEntries()).isZero();
      assertThat(cluster.timers()).isZero();
    }
  }

  private static FoldCluster alerts(FixedGovernance governance) throws Exception {
    return new FoldCluster(() -> new AlertFunction(() -> governance), false);
  }

  private static RawRecord reading(long offset, long measured) {
    return reading(offset, measured, 800);
  }

  private static RawRecord reading(long offset, long measured, long heartRate) {
    return record(0, offset, readings("p-1", measured, heartRate(measured, heartRate)));
  }

  private static StampedRecord stamped(long stamp, RawRecord raw) {
    return new StampedRecord(raw, stamp);
  }

  /** The same log without Flink. */
  private static Map<String, List<String>> refold(List<Moment> log, long end) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    FoldRunner<PatientAlerts, AlertOutput> runner =
        new FoldRunner<>(new AlertFold(new FixedGovernance().timeline()));
    RandomLog.byPatient(log)
        .forEach(
            (id, records) -> {
              List<String> texts = new ArrayList<>();
              InMemoryPatient<PatientAlerts> patient =
                  new InMemoryPatient<>(() -> PatientAlerts.empty(id));
              for (StampedRecord record : records) {
                runner.record(
                    patient,
                    record.raw().offset(),
                    record.stamp(),
                    LogRecords.decoded(record.raw()),
                    (number, output) -> texts.add(text(number.toString(), output)));
              }
              runner.advance(
                  patient, end, (number, output) -> texts.add(text(number.toString(), output)));
              if (!texts.isEmpty()) {
                sent.put(id, texts);
              }
            });
    return sent;
  }

  private static String text(String number, AlertOutput output) {
    if (output instanceof AlertOutput.Transition changed) {
      return LogRecords.text(Topics.ALERTS, number, Json.encode(changed.transition()));
    }
    AlertOutput.EpisodeChanged changed = (AlertOutput.EpisodeChanged) output;
    return LogRecords.text(
        Topics.EPISODES, number, changed.episode() == null ? null : Json.encode(changed.episode()));
  }
}
