package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.models.training.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds delays and thresholds that meet a ward's budget of calls per patient-day, by replay: step
 * by step the change that saves most calls for what it loses. Rules of high priority stay as they
 * are: they are the floor below which no budget goes.
 */
public final class RuleBudget {
  private static final int MOST_THRESHOLDS = 6;

  /** What a change that loses nobody is taken to lose, so that the largest of these comes first. */
  private static final double HARDLY_ANYTHING = 0.25;

  private final RuleTrial trial;
  private final double perDay;
  private final Progress progress;
  private final List<Step> steps = new ArrayList<>();
  private ArrayNode rules;
  private RuleTally now;

  /**
   * One change of one rule.
   *
   * @param perDay calls per patient-day of all rules after it
   * @param warned patients with an event who were still called for before it
   */
  public record Step(
      String rule, String field, String from, String to, double perDay, int warned) {}

  /**
   * What was found.
   *
   * @param met whether the budget is kept on the patients on whom it was looked for
   */
  public record Found(ArrayNode rules, List<Step> steps, boolean met) {
    public Found {
      steps = List.copyOf(steps);
    }
  }

  /** One kind of change of one rule; {@code value} is what it was worth when last looked at. */
  private static final class Move {
    private final int rule;
    private final String field;
    private double value = Double.POSITIVE_INFINITY;
    private int stepsKnown = -1;
    private @Nullable JsonNode to;
    private @Nullable RuleTally after;
    private int thresholds;

    private Move(int rule, String field) {
      this.rule = rule;
      this.field = field;
    }
  }

  /**
   * A search.
   *
   * @param rules the present ones, as a policy entry has them
   * @param perDay calls per patient-day that are allowed
   */
  public RuleBudget(RuleTrial trial, JsonNode rules, double perDay, Progress progress) {
    this.trial = requireNonNull(trial, "trial is null");
    this.rules = rules.deepCopy();
    this.perDay = perDay;
    this.progress = requireNonNull(progress, "progress is null");
    now = tally(this.rules);
  }

  /** Searches. */
  public Found find() {
    List<Move> moves = moves();
    while (perDay() > perDay && !moves.isEmpty()) {
      Move best = moves.stream().max(Comparator.comparingDouble(move -> move.value)).orElseThrow();
      if (best.stepsKnown == steps.size()) {
        take(best);
      } else if (!look(best)) {
        moves.remove(best);
      }
    }
    return new Found(rules, steps, perDay() <= perDay);
  }

  private double perDay() {
    return now.figures(RuleTally.ALL).perDay();
  }

  private List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    List<String> calling = now.rules();
    for (int i = 0; i < rules.size(); i++) {
      JsonNode rule = rules.get(i);
      if (calling.contains(rule.path("id").asText())) {
        for (String field : StricterRules.fields(rule)) {
          moves.add(new Move(i, field));
        }
      }
    }
    return moves;
  }

  /** Looks what the next change that saves anything is worth; false if there is none. */
  private boolean look(Move move) {
    JsonNode value = move.stepsKnown < 0 ? next(move, current(move)) : requireNonNull(move.to);
    while (value != null) {
      RuleTally after = tally(with(move, value));
      double saved = perDay() - after.figures(RuleTally.ALL).perDay();
      if (saved > 0) {
        int lost = Math.max(0, guarded(now) - guarded(after));
        move.to = value;
        move.after = after;
        move.value = saved / (lost + HARDLY_ANYTHING);
        move.stepsKnown = steps.size();
        return true;
      }
      value = next(move, value);
    }
    return false;
  }

  private static int guarded(RuleTally tally) {
    RuleTally.Figures all = tally.figures(RuleTally.ALL);
    return all.warned() + all.standing();
  }

  private void take(Move move) {
    JsonNode to = requireNonNull(move.to);
    String from = current(move).asText();
    rules = with(move, to);
    now = requireNonNull(move.after);
    RuleTally.Figures all = now.figures(RuleTally.ALL);
    String rule = rules.get(move.rule).path("id").asText();
    steps.add(new Step(rule, move.field, from, to.asText(), all.perDay(), all.warned()));
    progress.at("changes made", steps.size());
    move.stepsKnown = -1;
    move.value = Double.POSITIVE_INFINITY;
  }

  private JsonNode current(Move move) {
    return rules.get(move.rule).path(move.field);
  }

  private @Nullable JsonNode next(Move move, JsonNode value) {
    if (move.field.equals("threshold") && ++move.thresholds > MOST_THRESHOLDS) {
      return null;
    }
    return StricterRules.next(rules, move.rule, move.field, value);
  }

  private ArrayNode with(Move move, JsonNode value) {
    return StricterRules.with(rules, move.rule, move.field, value);
  }

  private RuleTally tally(ArrayNode changed) {
    return trial.with(StricterRules.parse(changed));
  }
}
