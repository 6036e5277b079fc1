package dev.vigil.app.backtest;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.RuleSight;
import dev.vigil.alerting.RuleSights;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.logstream.WholeLog;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.InMemoryPatient;
import java.time.Instant;
import java.util.List;

/**
 * What rules saw of one patient at a moment of the past, as was known then: the patient's part of
 * the log is folded up to it, as the alerts job did. Of what the log no longer has nothing is
 * known.
 */
public final class RulesThen {
  private final FoldRunner<PatientAlerts, AlertOutput> runner;
  private final InMemoryPatient<PatientAlerts> patient;
  private boolean known;

  private RulesThen(WholeLog log, String id) {
    runner = new FoldRunner<>(new AlertFold(log.governance()));
    patient = new InMemoryPatient<>(() -> PatientAlerts.empty(id));
  }

  /**
   * Folds.
   *
   * @param at whole seconds since the epoch
   * @return all rules that were for the patient; none if nobody watched
   * @throws VigilException if the log has nothing of that moment or of the patient
   */
  public static List<RuleSight> of(WholeLog log, String patient, long at) {
    Stretch stretch = log.stretch();
    if (at < stretch.first() || at >= stretch.last()) {
      throw VigilException.problem(
          "The log says nothing of %s: expected a time from %s on and before %s."
              .formatted(time(at), time(stretch.first()), time(stretch.last())));
    }
    RulesThen then = new RulesThen(log, patient);
    for (int partition = 0; partition < log.partitions(); partition++) {
      then.read(log, partition, patient, at);
    }
    if (!then.known) {
      throw VigilException.problem(
          "The log has nothing of this patient up to "
              + time(at)
              + ": look at the id, and when the patient was admitted.");
    }
    then.runner.advance(then.patient, at, (number, output) -> {});
    return RuleSights.of(then.patient.state(), log.governance(), at);
  }

  private void read(WholeLog log, int partition, String id, long at) {
    log.read(
        partition,
        (offset, stamp, record) -> {
          if (stamp <= at && record.patient().equals(id)) {
            known = true;
            runner.record(patient, offset, stamp, record, (number, output) -> {});
          }
        });
  }

  private static String time(long second) {
    return Instant.ofEpochSecond(second).toString();
  }
}
