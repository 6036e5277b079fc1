package dev.vigil.app.backtest;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.RuleSight;
import dev.vigil.alerting.RuleSights;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.logstream.WholeLog;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.InMemoryPatient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules saw of one patient at a moment of the past, as was known then: the patient's part of
 * the log is folded up to it, as the alerts job did. Of what the log no longer has nothing is
 * known, and that is said.
 */
public final class RulesThen {
  private final FoldRunner<PatientAlerts, AlertOutput> runner;
  private final InMemoryPatient<PatientAlerts> patient;
  private boolean known;
  private boolean placed;

  private RulesThen(WholeLog log, String id) {
    runner = new FoldRunner<>(new AlertFold(log.governance()));
    patient = new InMemoryPatient<>(() -> PatientAlerts.empty(id));
  }

  /**
   * What rules saw, and what can't be known of it.
   *
   * @param sights all rules that were for the patient; none if nobody watched
   * @param unknown sentences; none where the log is whole
   */
  public record Account(List<RuleSight> sights, List<String> unknown) {
    public Account {
      sights = List.copyOf(sights);
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * Folds.
   *
   * @param at whole seconds since the epoch
   * @throws VigilException if the log has nothing of that moment or of the patient
   */
  public static Account of(WholeLog log, String patient, long at) {
    Stretch stretch = log.stretch();
    log.requireBegun();
    if (at < stretch.first() || at >= stretch.last()) {
      throw VigilException.problem(
          "The log says nothing of %s: expected a time from %s on and before %s.%s"
              .formatted(
                  time(at),
                  time(stretch.first()),
                  time(stretch.last()),
                  log.isWhole() ? "" : " What was older is gone (log.hours)."));
    }
    RulesThen then = new RulesThen(log, patient);
    for (int partition = 0; partition < log.partitions(); partition++) {
      then.read(log, partition, patient, at);
    }
    if (!then.known) {
      throw VigilException.problem(
          "The log has nothing of this patient up to %s: look at the id, and when the patient was"
                  .formatted(time(at))
              + " admitted."
              + (log.isWhole() ? "" : " " + begins(stretch)));
    }
    then.runner.advance(then.patient, at, (number, output) -> {});
    List<RuleSight> sights = RuleSights.of(then.patient.state(), log.governance(), at);
    return new Account(sights, log.isWhole() ? List.of() : then.unknown(stretch));
  }

  private void read(WholeLog log, int partition, String id, long at) {
    log.read(
        partition,
        (offset, stamp, record) -> {
          if (stamp <= at && record.patient().equals(id)) {
            known = true;
            placed |= record instanceof ContextChange;
            runner.record(patient, offset, stamp, record, (number, output) -> {});
          }
        });
  }

  /** Half a story must not be taken for the whole. */
  private List<String> unknown(Stretch stretch) {
    List<String> unknown = new ArrayList<>();
    unknown.add(
        begins(stretch)
            + " Alerts, answers, shelves and delays that began before are not in this account, nor"
            + " is what a rise, 'lasting' or 'recently' looks back to.");
    if (!placed) {
      unknown.add(
          "Ward, age, own limits and monitoring plan of the patient were last written down before"
              + " that. What follows is as for an adult of no ward, without limits and plan of"
              + " their own: rules of wards and ages, and silences, may have been others.");
    }
    return unknown;
  }

  private static String begins(Stretch stretch) {
    return "The log begins at %s, what was older is gone (log.hours)."
        .formatted(time(stretch.first()));
  }

  private static String time(long second) {
    return Instant.ofEpochSecond(second).toString();
  }
}
