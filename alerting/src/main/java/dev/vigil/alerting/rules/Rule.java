package dev.vigil.alerting.rules;

import dev.vigil.schemas.Priority;

/** One condition that asks for a person. Data: it comes from a policy entry and holds no state. */
public sealed interface Rule permits LimitRule, RiskRule, ScoreRule, CombinedRule, UnmonitoredRule {
  /** Unique within its policy: lower-case letters, digits and dashes. */
  String id();

  /** Of the alert that it raises. */
  Priority priority();

  /** Where the numbers come from, for people. */
  String doc();
}
