package dev.vigil.alerting.rules;

import dev.vigil.schemas.Priority;

/**
 * A vital sign of the patient's monitoring plan that stopped coming, or never came: we can't tell.
 * Interval and grace stand in the plan, so the rule has no delay of its own; a policy has at most
 * one.
 *
 * @param id unique within the policy
 * @param priority of the alert
 * @param doc source
 */
public record UnmonitoredRule(String id, Priority priority, String doc) implements Rule {
  public UnmonitoredRule {
    Checks.common(id, priority, doc);
  }
}
