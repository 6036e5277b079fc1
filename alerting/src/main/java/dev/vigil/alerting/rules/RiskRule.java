package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Priority;
import java.math.BigDecimal;

/**
 * Stands for every live model that predicts a risk and that no other rule of the policy names: at
 * or above the threshold of its own bundle it counts. A policy has at most one; without it such a
 * model raises nothing.
 *
 * @param id unique within the policy
 * @param priority of the alert
 * @param delaySeconds how long it has to last, as of {@link ScoreRule}
 * @param hysteresisShare how far below the threshold the risk has to fall to clear the alert, as a
 *     share of the threshold, 0 to 1
 * @param doc source of the numbers
 */
public record RiskRule(
    String id, Priority priority, int delaySeconds, BigDecimal hysteresisShare, String doc)
    implements Rule {
  public RiskRule {
    Checks.common(id, priority, doc);
    Checks.delay(delaySeconds);
    requireNonNull(hysteresisShare, "hysteresisShare is null");
    if (hysteresisShare.signum() < 0 || hysteresisShare.compareTo(BigDecimal.ONE) > 0) {
      throw new InvalidRuleException("hysteresisShare", "a number from 0 to 1");
    }
  }

  /**
   * The rule of one model.
   *
   * @param threshold of its bundle
   */
  ScoreRule of(String model, double threshold) {
    BigDecimal at = BigDecimal.valueOf(threshold);
    return new ScoreRule(
        id, model, at, null, priority, delaySeconds, at.multiply(hysteresisShare), doc);
  }
}
