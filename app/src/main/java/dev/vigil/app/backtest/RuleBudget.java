package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.models.training.Progress;
import java.math.BigDecimal;
import java.math.MathContext;
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
  private static final int[] DELAYS = {30, 60, 120, 300, 900, 3_600, 7_200, 14_400};
  private static final BigDecimal STRICTER = new BigDecimal("1.25");
  private static final int MOST_THRESHOLDS = 6;

  /** Of thresholds that aren't whole numbers. */
  private static final MathContext DIGITS = new MathContext(3);

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
      boolean isFloor = rule.path("priority").asText().equals("high");
      if (!isFloor && calling.contains(rule.path("id").asText())) {
        if (rule.has("delaySeconds")) {
          moves.add(new Move(i, "delaySeconds"));
        }
        if (rule.path("threshold").isNumber()) {
          moves.add(new Move(i, "threshold"));
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
    return move.field.equals("threshold") ? threshold(move, value) : delay(value);
  }

  private @Nullable JsonNode delay(JsonNode value) {
    for (int delay : DELAYS) {
      if (delay > value.asInt()) {
        return rules.numberNode(delay);
      }
    }
    return null;
  }

  /** One more for scores in whole numbers, a quarter more for others. */
  private @Nullable JsonNode threshold(Move move, JsonNode value) {
    BigDecimal before = value.decimalValue();
    if (++move.thresholds > MOST_THRESHOLDS || before.signum() <= 0) {
      return null;
    }
    boolean isWhole = before.stripTrailingZeros().scale() <= 0;
    BigDecimal after =
        isWhole ? before.add(BigDecimal.ONE) : before.multiply(STRICTER).round(DIGITS);
    return after.compareTo(highest(move)) >= 0 ? null : rules.numberNode(after);
  }

  /** Where the model's rule of high priority begins, or one of a probability ends. */
  private BigDecimal highest(Move move) {
    String model = rules.get(move.rule).path("model").asText();
    BigDecimal highest = BigDecimal.valueOf(Integer.MAX_VALUE);
    for (JsonNode rule : rules) {
      boolean isFloor = rule.path("priority").asText().equals("high");
      if (isFloor && rule.path("model").asText().equals(model) && rule.has("threshold")) {
        highest = highest.min(rule.path("threshold").decimalValue());
      }
    }
    return highest;
  }

  private ArrayNode with(Move move, JsonNode value) {
    ArrayNode changed = rules.deepCopy();
    ((ObjectNode) changed.get(move.rule)).set(move.field, value);
    return changed;
  }

  private RuleTally tally(ArrayNode changed) {
    try {
      return trial.with(Policy.parse(changed));
    } catch (RefusedPolicyException e) {
      throw new IllegalStateException("a change made rules unusable: " + e.getMessage(), e);
    }
  }
}
