package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * Changes that are made together.
 *
 * @param changes of different fields; several only where one alone hands its calls to another rule
 * @param rules with the changes
 * @param after what these rules come to
 */
record JointChange(List<RuleChange> changes, ArrayNode rules, RuleTally after) {
  /** Worth of what saves nothing. */
  static final double NOTHING = Double.NEGATIVE_INFINITY;

  /** What a change that loses nobody is taken to lose, so that the largest of these comes first. */
  private static final double HARDLY_ANYTHING = 0.25;

  JointChange {
    changes = List.copyOf(changes);
    requireNonNull(rules, "rules is null");
    requireNonNull(after, "after is null");
  }

  /** Calls per patient-day that it saves for what it loses. */
  double worth(RuleTally now) {
    double saved = now.perDay() - after.perDay();
    return saved > 0 ? saved / (after.lostSince(now) + HARDLY_ANYTHING) : NOTHING;
  }

  boolean touches(int rule) {
    return changes.stream().anyMatch(change -> change.rule() == rule);
  }
}
