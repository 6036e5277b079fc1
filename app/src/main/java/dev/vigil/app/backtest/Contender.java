package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.BacktestProof.Live;
import dev.vigil.schemas.Priority;
import java.math.BigDecimal;

/**
 * A model with what it decides by.
 *
 * @param model that scores
 * @param bundle SHA-256 of its bundle, hexadecimal
 * @param threshold from which on it decides, on the scale of its scores
 */
public record Contender(Model model, String bundle, double threshold) {
  /** Id of the rule by which a model is judged where the policy has none for it. */
  public static final String DEFAULT_RULE = "backtest-default";

  /** As of the policy's rules for scores: a second vector has to say the same. */
  private static final int DELAY_SECONDS = 60;

  /** As of the policy's rule for the committed sepsis model: 0.01 of 0.04. */
  private static final BigDecimal HYSTERESIS_SHARE = new BigDecimal("0.25");

  public Contender {
    requireNonNull(model, "model is null");
    requireNonNull(bundle, "bundle is null");
  }

  /** The model of a bundle that decides by the bundle's threshold. */
  static Contender of(Model model, String bundle, BundleManifest manifest) {
    return new Contender(model, bundle, manifest.decisionThreshold());
  }

  /** What the ledger calls it. */
  Live named() {
    return new Live(model.name(), model.version(), bundle);
  }

  /** The rule where the policy has none: at its threshold, like the rules that there are. */
  ScoreRule defaultRule() {
    BigDecimal at = BigDecimal.valueOf(threshold);
    return new ScoreRule(
        DEFAULT_RULE,
        model.name(),
        at,
        null,
        Priority.MEDIUM,
        DELAY_SECONDS,
        at.multiply(HYSTERESIS_SHARE),
        "At the decision threshold of the bundle. Delay as the policy's rules for scores, a quarter"
            + " of the threshold as hysteresis, as of its rule for sepsis: choices of Vigil's.");
  }
}
