package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.backtest.GateLimits.Setting;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.schemas.BacktestProof.Bound;
import dev.vigil.schemas.BacktestProof.Figure;
import dev.vigil.schemas.BacktestProof.Gate;
import dev.vigil.schemas.BacktestProof.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model has to be to be promoted, held against its figures. A gate whose figure either of
 * the two lacks is left out: without labels nobody knows what an alert was worth.
 */
final class Gates {
  private final Map<String, Figure> figures;
  private final Outcomes outcomes;
  private final GateLimits limits;
  private final List<Gate> gates = new ArrayList<>();

  private Gates(Map<String, Figure> figures, Outcomes outcomes, GateLimits limits) {
    this.figures = requireNonNull(figures, "figures is null");
    this.outcomes = requireNonNull(outcomes, "outcomes is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Judges.
   *
   * @param figures of both
   * @param outcomes of the candidate's scores
   * @return at least the gates of its scores
   */
  static List<Gate> of(Map<String, Figure> figures, Outcomes outcomes, GateLimits limits) {
    return new Gates(figures, outcomes, limits).judged();
  }

  private List<Gate> judged() {
    atMost("failed-scores", (double) outcomes.failed(), limits.get(Setting.FAILED_SCORES));
    atMost("silent-scores", outcomes.silentShare(), limits.get(Setting.SILENT_SHARE));
    judge(
        Metric.ALERTS_PER_DAY,
        "alerts-per-patient-day",
        Bound.AT_MOST,
        live ->
            Math.max(
                limits.get(Setting.ALERT_RATIO) * live.value(), limits.get(Setting.ALERT_BUDGET)));
    judge(Metric.SENSITIVITY, "patients-detected", Bound.AT_LEAST, this::fewestDetected);
    judge(
        Metric.UTILITY,
        "utility",
        Bound.AT_LEAST,
        live -> live.value() - limits.get(Setting.UTILITY_LOSS));
    judge(
        Metric.AUROC,
        "auroc",
        Bound.AT_LEAST,
        live -> live.value() - limits.get(Setting.AUROC_LOSS));
    return gates;
  }

  /**
   * The lower end of what it may be as far as the patients tell; but few patients tell little, and
   * that is no reason to miss more of them than may be lost.
   */
  private double fewestDetected(Interval live) {
    double least = live.value() - limits.get(Setting.SENSITIVITY_LOSS);
    return live.low() == null ? least : Math.max(live.low(), least);
  }

  private void atMost(String name, double value, double limit) {
    gates.add(Gate.of(name, value, Bound.AT_MOST, limit));
  }

  /** A limit that follows from what is live. */
  private interface Limit {
    double of(Interval live);
  }

  private void judge(Metric metric, String name, Bound bound, Limit limit) {
    @Nullable Figure figure = figures.get(metric.key());
    if (figure != null && figure.candidate() != null && figure.live() != null) {
      gates.add(Gate.of(name, figure.candidate().value(), bound, limit.of(figure.live())));
    }
  }
}
