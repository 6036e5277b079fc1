package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Governance;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.ScoreRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Governance as it would have been with one model live from the beginning. Where the policy has no
 * rule for it, it is judged by {@link Contender#defaultRule}.
 */
final class TriedGovernance implements Governance {
  private final LongFunction<Policy> policies;
  private final Contender contender;
  private final Map<Long, Policy> completed = new HashMap<>();

  /**
   * For one contender.
   *
   * @param policies which holds at an instant
   */
  TriedGovernance(LongFunction<Policy> policies, Contender contender) {
    this.policies = requireNonNull(policies, "policies is null");
    this.contender = requireNonNull(contender, "contender is null");
  }

  @Override
  public Policy policyAt(long instant) {
    Policy policy = policies.apply(instant);
    return completed.computeIfAbsent(policy.fingerprint(), known -> complete(policy));
  }

  /** The rules that judge the contender's scores at an instant. */
  List<ScoreRule> rulesAt(long instant) {
    return policyAt(instant).scoreRules(contender.model().name(), contender.threshold());
  }

  /** Whether the policy of an instant has no rule for the contender. */
  boolean isByDefault(long instant) {
    return rulesAt(instant).stream().anyMatch(rule -> rule.id().equals(Contender.DEFAULT_RULE));
  }

  private Policy complete(Policy policy) {
    ScoreRule rule = contender.defaultRule();
    return policy.scoreRules(rule.model(), contender.threshold()).isEmpty()
        ? policy.with(rule)
        : policy;
  }

  @Override
  public Optional<String> liveVersion(String model, String patient, long instant) {
    return model.equals(contender.model().name())
        ? Optional.of(contender.model().version())
        : Optional.empty();
  }

  @Override
  public @Nullable Double liveThreshold(String model, String patient, long instant) {
    return model.equals(contender.model().name()) ? (Double) contender.threshold() : null;
  }
}
