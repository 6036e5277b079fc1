package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.models.training.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a search has replayed: the same rules never twice. */
final class RuleReplays {
  private static final int REPLAYS_PER_REPORT = 25;

  private final RuleTrial trial;
  private final Progress progress;
  private final Map<ArrayNode, RuleTally> known = new HashMap<>();

  RuleReplays(RuleTrial trial, Progress progress) {
    this.trial = requireNonNull(trial, "trial is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /** How many there were. */
  int done() {
    return known.size();
  }

  RuleTally of(ArrayNode rules) {
    RuleTally tally = known.get(rules);
    if (tally == null) {
      tally = trial.with(StricterRules.parse(rules));
      known.put(rules.deepCopy(), tally);
      if (done() % REPLAYS_PER_REPORT == 0) {
        progress.at("sets of rules replayed", done());
      }
    }
    return tally;
  }

  /** The rules with some changes. */
  JointChange of(ArrayNode rules, List<RuleChange> changes) {
    ArrayNode changed = rules;
    for (RuleChange change : changes) {
      changed = StricterRules.with(changed, change.rule(), change.field(), change.to());
    }
    return new JointChange(changes, changed, of(changed));
  }
}
