package dev.vigil.app.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.models.training.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds delays and thresholds that meet a ward's budget of calls per patient-day, by replay: step
 * by step, from the changes so far, the change that saves most calls for what it loses, of one rule
 * or of several at once where one would only hand its calls to another. Where that leads no
 * further, or has replayed enough, all is made as strict as it can be, and taken back as far as the
 * budget allows. Rules of high priority stay as they are: they are the floor below which no budget
 * goes.
 */
public final class RuleBudget {
  /** The search for steps stops there; 500 patients take some minutes until then. */
  private static final int MOST_REPLAYS = 600;

  private final RuleReplays replays;
  private final TakenOver together;
  private final double perDay;
  private final int mostReplays;
  private final Progress progress;
  private final List<Step> steps = new ArrayList<>();
  private final List<RuleMove> moves = new ArrayList<>();
  private ArrayNode rules;
  private RuleTally now;
  private int round;

  /**
   * One change of one rule.
   *
   * @param round those of the same round are made together
   * @param perDay calls per patient-day of all rules after the round
   * @param warned patients with an event who were still called for before it
   * @param leadHours median hours from that call to the event; null if there is none
   */
  public record Step(
      int round,
      String rule,
      String field,
      String from,
      String to,
      double perDay,
      int warned,
      @Nullable Double leadHours) {}

  /**
   * What was found.
   *
   * @param met whether the budget is kept on the patients on whom it was looked for
   * @param least calls per patient-day with every delay and threshold as strict as it can be, where
   *     that is over the budget; else those of the rules
   */
  public record Found(ArrayNode rules, List<Step> steps, boolean met, double least) {
    public Found {
      steps = List.copyOf(steps);
    }
  }

  /**
   * A search.
   *
   * @param rules the present ones, as a policy entry has them
   * @param perDay calls per patient-day that are allowed
   */
  public RuleBudget(RuleTrial trial, JsonNode rules, double perDay, Progress progress) {
    this(trial, rules, perDay, progress, MOST_REPLAYS);
  }

  RuleBudget(RuleTrial trial, JsonNode rules, double perDay, Progress progress, int mostReplays) {
    this.replays = new RuleReplays(trial, progress);
    this.together = new TakenOver(replays);
    this.rules = rules.deepCopy();
    this.perDay = perDay;
    this.progress = progress;
    this.mostReplays = mostReplays;
    now = replays.of(this.rules);
  }

  /** Searches. */
  public Found find() {
    addMoves();
    while (!isMet(now) && replays.done() < mostReplays) {
      RuleMove best = moves.stream().max(RuleMove.FIRST).orElse(null);
      if (best == null || (best.isKnownAt(round) && best.found() == null)) {
        break;
      }
      JointChange found = best.found();
      if (found != null && best.isKnownAt(round)) {
        take(eased(found));
      } else {
        best.look(rules, now, together, round);
      }
    }
    double least = isMet(now) ? now.perDay() : fromTheStrictest();
    return new Found(rules, steps, isMet(now), least);
  }

  private boolean isMet(RuleTally tally) {
    return tally.perDay() <= perDay;
  }

  /** Of the rules that call somebody: to change another one can save nothing yet. */
  private void addMoves() {
    List<String> calling = now.rules();
    for (int i = 0; i < rules.size(); i++) {
      if (calling.contains(rules.get(i).path("id").asText())) {
        for (String field : StricterRules.fields(rules.get(i))) {
          if (move(i, field) == null) {
            moves.add(new RuleMove(rules, i, field));
          }
        }
      }
    }
  }

  private @Nullable RuleMove move(int rule, String field) {
    return moves.stream().filter(move -> move.isOf(rule, field)).findFirst().orElse(null);
  }

  /** Not more of several changes than it takes for what they save. */
  private JointChange eased(JointChange found) {
    if (found.changes().size() == 1) {
      return found;
    }
    double lost = found.after().lostSince(now);
    double saves = found.after().perDay();
    return together.eased(
        rules, found, tally -> tally.perDay() <= saves && tally.lostSince(now) <= lost);
  }

  private void take(JointChange joint) {
    round++;
    RuleTally.Figures all = joint.after().figures(RuleTally.ALL);
    for (RuleChange change : joint.changes()) {
      JsonNode rule = rules.get(change.rule());
      steps.add(
          new Step(
              round,
              rule.path("id").asText(),
              change.field(),
              rule.path(change.field()).asText(),
              change.to().asText(),
              all.perDay(),
              all.warned(),
              all.leadHours()));
      RuleMove move = move(change.rule(), change.field());
      if (move != null) {
        move.reset();
      }
    }
    rules = joint.rules();
    now = joint.after();
    progress.at("changes made", steps.size());
    addMoves();
  }

  /**
   * All as strict as it can be, and back as far as the budget allows.
   *
   * @return calls per patient-day with all as strict as it can be, or of the rules found
   */
  private double fromTheStrictest() {
    List<RuleChange> changes = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      for (String field : StricterRules.fields(rules.get(i))) {
        List<JsonNode> ladder = StricterRules.ladder(rules, i, field);
        if (!ladder.isEmpty()) {
          changes.add(new RuleChange(i, field, ladder.get(ladder.size() - 1)));
        }
      }
    }
    JointChange strictest = replays.of(rules, changes);
    if (isMet(strictest.after())) {
      take(together.eased(rules, strictest, this::isMet));
    }
    return Math.min(now.perDay(), strictest.after().perDay());
  }
}
