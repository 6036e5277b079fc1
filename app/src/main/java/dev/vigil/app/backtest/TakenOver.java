package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes of several rules at once. All rules about one thing make one alert, so a rule that is
 * made stricter may save nothing: another one calls in its place. That one shows in the replay, by
 * more calls than before, and is made stricter too, and so on.
 */
final class TakenOver {
  private static final String DELAY = "delaySeconds";

  private final RuleReplays replays;

  TakenOver(RuleReplays replays) {
    this.replays = requireNonNull(replays, "replays is null");
  }

  /** The change alone, or with the rules that would call in its place: whichever is worth more. */
  JointChange best(ArrayNode rules, RuleTally now, RuleChange first) {
    JointChange joint = replays.of(rules, List.of(first));
    JointChange best = joint;
    RuleChange more = more(joint, rules, now);
    while (more != null) {
      List<RuleChange> changes = new ArrayList<>(joint.changes());
      changes.add(more);
      joint = replays.of(rules, changes);
      if (joint.worth(now) > best.worth(now)) {
        best = joint;
      }
      more = more(joint, rules, now);
    }
    return best;
  }

  /** What to change of the rule that took most calls over; null if no such rule can be changed. */
  private static @Nullable RuleChange more(JointChange joint, ArrayNode rules, RuleTally now) {
    RuleChange most = null;
    long taken = 0;
    for (int rule = 0; rule < rules.size(); rule++) {
      String id = rules.get(rule).path("id").asText();
      long more = joint.after().figures(id).calls() - now.figures(id).calls();
      if (more > taken && !joint.touches(rule)) {
        RuleChange change = like(joint.changes().get(0), rules, rule);
        most = change == null ? most : change;
        taken = change == null ? taken : more;
      }
    }
    return most;
  }

  /**
   * The same of another rule: as long a delay, a step of its threshold; the longest delay where it
   * has no threshold with a step.
   */
  private static @Nullable RuleChange like(RuleChange first, ArrayNode rules, int rule) {
    List<String> fields = StricterRules.fields(rules.get(rule));
    if (!first.field().equals(DELAY) && fields.contains(first.field())) {
      List<JsonNode> ladder = StricterRules.ladder(rules, rule, first.field());
      if (!ladder.isEmpty()) {
        return new RuleChange(rule, first.field(), ladder.get(0));
      }
    }
    if (!fields.contains(DELAY)) {
      return null;
    }
    List<JsonNode> delays = StricterRules.ladder(rules, rule, DELAY);
    if (first.field().equals(DELAY)) {
      delays = delays.stream().filter(delay -> delay.asInt() <= first.to().asInt()).toList();
    }
    return delays.isEmpty() ? null : new RuleChange(rule, DELAY, delays.get(delays.size() - 1));
  }

  /**
   * The least of some changes that is still enough: each in turn is taken back, or goes back as
   * many steps as it can.
   *
   * @param rules without the changes
   */
  JointChange eased(ArrayNode rules, JointChange joint, Predicate<RuleTally> enough) {
    JointChange eased = joint;
    for (RuleChange change : joint.changes()) {
      eased = eased(rules, eased, change, enough);
    }
    return eased;
  }

  private JointChange eased(
      ArrayNode rules, JointChange joint, RuleChange change, Predicate<RuleTally> enough) {
    List<RuleChange> others =
        joint.changes().stream().filter(other -> !other.equals(change)).toList();
    JointChange without = replays.of(rules, others);
    if (enough.test(without.after())) {
      return without;
    }
    for (JsonNode value : StricterRules.ladder(rules, change.rule(), change.field())) {
      if (value.equals(change.to())) {
        break;
      }
      List<RuleChange> changes = new ArrayList<>(others);
      changes.add(new RuleChange(change.rule(), change.field(), value));
      JointChange less = replays.of(rules, changes);
      if (enough.test(less.after())) {
        return less;
      }
    }
    return joint;
  }
}
