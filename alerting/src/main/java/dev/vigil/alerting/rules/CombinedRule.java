package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Priority;

/**
 * Several things at once: a tree of premises.
 *
 * @param id unique within the policy
 * @param when what has to be the case
 * @param priority of the alert
 * @param delaySeconds how long it has to last; part of {@code when}
 * @param doc source
 */
public record CombinedRule(String id, Premise when, Priority priority, int delaySeconds, String doc)
    implements Rule {
  public CombinedRule {
    Checks.common(id, priority, doc);
    Checks.delay(delaySeconds);
    requireNonNull(when, "when is null");
  }
}
