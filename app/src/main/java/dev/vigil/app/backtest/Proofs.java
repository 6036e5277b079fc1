package dev.vigil.app.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.app.backtest.Stays.Compared;
import dev.vigil.app.runtime.CodeVersion;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.BacktestProof.Basis;
import dev.vigil.schemas.BacktestProof.Figure;
import dev.vigil.schemas.BacktestProof.Interval;
import dev.vigil.schemas.BacktestProof.Live;
import dev.vigil.schemas.Json;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the proof of what a backtest has found. */
final class Proofs {
  /** Share of scores that say nothing. */
  static final String SILENT_SHARE = "silent_share";

  private Proofs() {}

  /**
   * What was found.
   *
   * @param against each version that was live
   * @param ofLive what these said
   * @param rules by which both were judged
   */
  record Found(
      Contender candidate,
      List<Live> against,
      Basis basis,
      List<ScoreRule> rules,
      Outcomes ofCandidate,
      Outcomes ofLive,
      Compared compared) {}

  static BacktestProof of(Found found, EvaluationSettings settings, GateLimits limits) {
    SortedMap<String, Figure> figures = new TreeMap<>(found.compared().figures());
    figures.put(SILENT_SHARE, silent(found.ofCandidate(), found.ofLive()));
    Live candidate = found.candidate().named();
    ArrayNode rules = Json.mapper().createArrayNode();
    found.rules().stream().distinct().forEach(rule -> rules.add(rule.toJson()));
    return new BacktestProof(
        candidate.model(),
        candidate.version(),
        candidate.bundle(),
        found.against(),
        found.basis(),
        rules,
        found.ofCandidate().byName(),
        found.compared().agreement(),
        figures,
        Gates.of(figures, found.ofCandidate(), limits),
        settings.resamples(),
        settings.seed(),
        FeatureCatalogue.instance().hash(),
        CodeVersion.get());
  }

  private static Figure silent(Outcomes candidate, Outcomes live) {
    double own = candidate.silentShare();
    double other = live.silentShare();
    return new Figure(exactly(own), exactly(other), exactly(own - other));
  }

  private static Interval exactly(double value) {
    return new Interval(value, null, null);
  }
}
