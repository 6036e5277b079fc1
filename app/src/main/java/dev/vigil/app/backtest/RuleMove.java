package dev.vigil.app.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of one rule that can be made stricter, and what its next step was last worth. */
final class RuleMove {
  /** Worth most first; of equals the one whose worth has to be looked at anew. */
  static final Comparator<RuleMove> FIRST =
      Comparator.comparingDouble((RuleMove move) -> move.worth)
          .thenComparing(Comparator.comparingInt((RuleMove move) -> move.lookedAt).reversed());

  private static final int NEVER = -1;

  private final int rule;
  private final String field;
  private final List<JsonNode> ladder;
  private double worth = Double.POSITIVE_INFINITY;
  private int lookedAt = NEVER;
  private @Nullable JointChange found;
  private int step;

  RuleMove(ArrayNode rules, int rule, String field) {
    this.rule = rule;
    this.field = field;
    this.ladder = StricterRules.ladder(rules, rule, field);
  }

  boolean isOf(int index, String name) {
    return rule == index && field.equals(name);
  }

  /** Whether it was looked at since so many changes were made. */
  boolean isKnownAt(int round) {
    return lookedAt == round;
  }

  /** The next step that saves anything, when it was last looked at; null if there was none. */
  @Nullable JointChange found() {
    return found;
  }

  /** Begins anew with the first step beyond the present value. */
  void reset() {
    worth = Double.POSITIVE_INFINITY;
    lookedAt = NEVER;
    found = null;
    step = 0;
  }

  /** Looks for the next step that saves anything, alone or with rules that would take over. */
  void look(ArrayNode rules, RuleTally now, TakenOver together, int round) {
    BigDecimal present = rules.get(rule).path(field).decimalValue();
    lookedAt = round;
    for (; step < ladder.size(); step++) {
      if (ladder.get(step).decimalValue().compareTo(present) > 0) {
        JointChange option =
            together.best(rules, now, new RuleChange(rule, field, ladder.get(step)));
        worth = option.worth(now);
        if (worth > JointChange.NOTHING) {
          found = option;
          return;
        }
      }
    }
    worth = JointChange.NOTHING;
    found = null;
    // After other changes a step may save something that saves nothing now.
    step = 0;
  }
}
