package dev.vigil.app.monitor;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.technical.TechnicalAlerts;
import dev.vigil.models.monitoring.Judgement;
import dev.vigil.models.monitoring.Judgement.Verdict;
import dev.vigil.models.monitoring.MonitorCondition;
import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Technical alerts of what monitors judge: raised beyond a limit, cleared once all is well again or
 * the version doesn't run any more; what can't be told changes nothing. One of a shadow becomes
 * more urgent when the shadow is promoted.
 */
final class MonitorAlerts {
  private static final String SUBJECT = "model/";

  private final TechnicalAlerts alerts;

  MonitorAlerts(TechnicalAlerts alerts) {
    this.alerts = requireNonNull(alerts, "alerts is null");
  }

  /**
   * Raises and clears.
   *
   * @param acts whether a version raises alerts of patients, which makes it the more urgent
   * @param at the log's time, seconds since the epoch
   */
  void tell(List<MonitorReport> reports, Predicate<MonitorReport> acts, long at) {
    List<TechnicalAlert> before = alerts.open();
    Map<String, TechnicalAlert> open =
        before.stream().collect(Collectors.toMap(TechnicalAlert::key, Function.identity()));
    for (MonitorReport report : reports) {
      boolean isActing = acts.test(report);
      for (Judgement judged : report.judgements()) {
        String key = TechnicalAlert.key(SUBJECT + report.id(), judged.condition().wireName());
        tell(report, judged, isActing, at, open.get(key));
      }
    }
    Set<String> running =
        reports.stream().map(report -> SUBJECT + report.id()).collect(Collectors.toSet());
    for (TechnicalAlert alert : before) {
      if (alert.subject().startsWith(SUBJECT) && !running.contains(alert.subject())) {
        alerts.clear(alert.subject(), alert.condition(), at, "the version doesn't run any more");
      }
    }
  }

  private void tell(
      MonitorReport of,
      Judgement judged,
      boolean isActing,
      long at,
      @Nullable TechnicalAlert open) {
    String subject = SUBJECT + of.id();
    String condition = judged.condition().wireName();
    Priority priority = isActing ? Priority.MEDIUM : Priority.LOW;
    if (judged.verdict() == Verdict.BEYOND) {
      if (open != null && open.priority().compareTo(priority) < 0) {
        alerts.clear(subject, condition, at, "the version raises alerts now");
      }
      alerts.raise(
          subject, condition, priority, at, judged.because(), remedy(judged.condition(), of.id()));
    } else if (open != null
        && (judged.verdict() == Verdict.WITHIN || (isActing && isAlone(of, judged)))) {
      alerts.clear(subject, condition, at, judged.because());
    }
  }

  /** Of what is live itself nobody can say any more that it decides otherwise. */
  private static boolean isAlone(MonitorReport of, Judgement judged) {
    return judged.condition() == MonitorCondition.DISAGREEMENT && of.disagreement() == null;
  }

  private static String remedy(MonitorCondition condition, String id) {
    String show = "See ./vigil model show " + id + ": ";
    return show
        + switch (condition) {
          case INPUT_DRIFT ->
              "if units and devices are right, these are other patients; judge the model on them"
                  + " with ./vigil model evaluate, or recalibrate it.";
          case SCORE_DRIFT -> "if inputs drift too, begin there; else recalibrate, or roll back.";
          case MISSING_INPUTS -> "look for devices or interfaces that send these no more.";
          case FAILED_SCORES -> "the reason is in ./vigil model list; roll back if it is live.";
          case DISAGREEMENT ->
              "backtest it before it is promoted: ./vigil model backtest says which cases differ.";
          case CALIBRATION -> "recalibrate it on patients of this site: ./vigil model recalibrate.";
        };
  }
}
