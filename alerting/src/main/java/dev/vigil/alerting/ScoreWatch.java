package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Finding.Lead;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One model of one patient: its last live score, and the conditions of the rules about it. */
final class ScoreWatch {
  private final KeptRecord<Score> last;
  private final Conditions conditions;

  ScoreWatch(Score last, Conditions conditions) {
    this(new KeptRecord<>(last), conditions);
  }

  private ScoreWatch(KeptRecord<Score> last, Conditions conditions) {
    this.last = last;
    this.conditions = requireNonNull(conditions, "conditions is null");
  }

  Score last() {
    return last.value();
  }

  /** {@link #last} as it is kept. */
  byte[] lastJson() {
    return last.json();
  }

  Conditions conditions() {
    return conditions;
  }

  ScoreWatch copy() {
    return new ScoreWatch(last, conditions.copy());
  }

  /** Forgets the conditions of all but these rules and premises. */
  void retain(List<ScoreRule> rules, List<Premise.OfScore> premises) {
    Set<String> ids = rules.stream().map(ScoreRule::id).collect(Collectors.toSet());
    premises.forEach(premise -> ids.add(premise.id()));
    conditions.retain(ids);
  }

  /** Judges the score. */
  void judge(List<ScoreRule> rules, List<Premise.OfScore> premises, long now) {
    for (ScoreRule rule : rules) {
      conditions.judge(rule.id(), rule.judge(last()), last().known(), now, rule.delaySeconds());
    }
    for (Premise.OfScore premise : premises) {
      conditions.judge(premise.id(), premise.rule().judge(last()), last().known(), now, 0);
    }
  }

  /** Time has passed. */
  void elapse(List<ScoreRule> rules, long now) {
    rules.forEach(rule -> conditions.elapse(rule.id(), now, rule.delaySeconds()));
  }

  /** When the first pending condition becomes present if nothing comes. */
  long due(List<ScoreRule> rules) {
    long first = Conditions.NEVER;
    for (ScoreRule rule : rules) {
      first = Math.min(first, conditions.due(rule.id(), rule.delaySeconds()));
    }
    return first;
  }

  /** The leading rule whose condition is present, or null. */
  @Nullable Lead lead(List<ScoreRule> rules) {
    for (ScoreRule rule : rules) {
      if (conditions.isPresent(rule.id())) {
        return new Lead(rule.id(), rule.priority());
      }
    }
    return null;
  }
}
