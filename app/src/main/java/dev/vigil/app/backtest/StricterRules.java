package dev.vigil.app.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.app.world.BuiltInModels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules that call less often, step by step: a longer delay, a higher threshold. Rules of high
 * priority have no steps: they are the floor below which nothing goes.
 */
final class StricterRules {
  private static final int[] DELAYS = {30, 60, 120, 300, 900, 3_600, 7_200, 14_400};
  private static final int MOST_THRESHOLDS = 6;
  private static final BigDecimal STRICTER = new BigDecimal("1.25");

  /** Of thresholds that aren't whole numbers. */
  private static final MathContext DIGITS = new MathContext(3);

  private static final String DELAY = "delaySeconds";
  private static final String THRESHOLD = "threshold";
  private static final String PART = "part";
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private StricterRules() {}

  /** What of a rule has steps. */
  static List<String> fields(JsonNode rule) {
    List<String> fields = new ArrayList<>();
    if (!isFloor(rule)) {
      if (rule.has(DELAY)) {
        fields.add(DELAY);
      }
      // A step more of a part's few points would mean never.
      if (rule.path(THRESHOLD).isNumber() && !rule.has(PART)) {
        fields.add(THRESHOLD);
      }
    }
    return fields;
  }

  private static boolean isFloor(JsonNode rule) {
    return rule.path("priority").asText().equals("high");
  }

  /** The step after a value; null if there is none. */
  static @Nullable JsonNode next(JsonNode rules, int rule, String field, JsonNode value) {
    return field.equals(THRESHOLD) ? threshold(rules, rule, value) : delay(value);
  }

  /** All steps beyond the present value; of a threshold the first six. */
  static List<JsonNode> ladder(JsonNode rules, int rule, String field) {
    List<JsonNode> ladder = new ArrayList<>();
    JsonNode value = next(rules, rule, field, rules.get(rule).path(field));
    while (value != null && (field.equals(DELAY) || ladder.size() < MOST_THRESHOLDS)) {
      ladder.add(value);
      value = next(rules, rule, field, value);
    }
    return ladder;
  }

  private static @Nullable JsonNode delay(JsonNode value) {
    for (int delay : DELAYS) {
      if (delay > value.asInt()) {
        return NODES.numberNode(delay);
      }
    }
    return null;
  }

  /** One more for scores in whole numbers, a quarter more for others. */
  private static @Nullable JsonNode threshold(JsonNode rules, int rule, JsonNode value) {
    BigDecimal before = value.decimalValue();
    if (before.signum() <= 0) {
      return null;
    }
    boolean isWhole = before.stripTrailingZeros().scale() <= 0;
    BigDecimal after =
        isWhole ? before.add(BigDecimal.ONE) : before.multiply(STRICTER).round(DIGITS);
    return after.compareTo(highest(rules, rule, before)) >= 0 ? null : NODES.numberNode(after);
  }

  /** Where the model's rule of high priority begins, or what no risk comes to. */
  private static BigDecimal highest(JsonNode rules, int of, BigDecimal before) {
    String model = rules.get(of).path("model").asText();
    BigDecimal highest =
        isRisk(model, before) ? BigDecimal.ONE : BigDecimal.valueOf(Integer.MAX_VALUE);
    for (JsonNode rule : rules) {
      boolean ofTheWhole = rule.has(THRESHOLD) && !rule.has(PART);
      if (isFloor(rule) && rule.path("model").asText().equals(model) && ofTheWhole) {
        highest = highest.min(rule.path(THRESHOLD).decimalValue());
      }
    }
    return highest;
  }

  /** A score below 1 that isn't a clinical one: the shock index goes beyond it, a risk doesn't. */
  private static boolean isRisk(String model, BigDecimal threshold) {
    return threshold.compareTo(BigDecimal.ONE) < 0 && !BuiltInModels.parts().containsKey(model);
  }

  /** The rules with one field of one rule changed. */
  static ArrayNode with(ArrayNode rules, int rule, String field, JsonNode value) {
    ArrayNode changed = rules.deepCopy();
    ((ObjectNode) changed.get(rule)).set(field, value);
    return changed;
  }

  /** Reads rules that were made of usable ones. */
  static Policy parse(JsonNode rules) {
    try {
      return Policy.parse(rules);
    } catch (RefusedPolicyException e) {
      throw new IllegalStateException("a change made rules unusable: " + e.getMessage(), e);
    }
  }
}
