package dev.vigil.alerting.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Priority;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one rule, field by field; what nobody asked for is refused. */
final class RuleReader {
  private static final int MOST_RULES = 1000;

  // Far beyond any limit or score; a number like 1e1000000 would take memory, not sense.
  private static final int MOST_DIGITS = 15;

  private static final int LONGEST_NAME = 40;

  private final JsonNode node;
  private final Set<String> known = new TreeSet<>(Set.of("id", "kind", "doc", "priority"));

  private RuleReader(JsonNode node) {
    this.node = node;
  }

  static List<Rule> readAll(JsonNode rules) throws RefusedPolicyException {
    if (!rules.isArray() || rules.size() > MOST_RULES) {
      throw new RefusedPolicyException(
          0, "", "rules", "an array of at most " + MOST_RULES + " rules");
    }
    List<Rule> read = new ArrayList<>(rules.size());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = readOne(i, rules.get(i));
      if (!ids.add(rule.id())) {
        throw new RefusedPolicyException(i, rule.id(), "id", "an id that no other rule has");
      }
      if (isOnlyOne(rule) && read.stream().anyMatch(r -> r.getClass() == rule.getClass())) {
        throw new RefusedPolicyException(
            i, rule.id(), "kind", "at most one rule each of kind risk and unmonitored in a policy");
      }
      read.add(rule);
    }
    return read;
  }

  private static boolean isOnlyOne(Rule rule) {
    return rule instanceof UnmonitoredRule || rule instanceof RiskRule;
  }

  private static Rule readOne(int index, JsonNode node) throws RefusedPolicyException {
    try {
      if (!node.isObject()) {
        throw new InvalidRuleException("kind", "an object with a kind, not a bare value");
      }
      return new RuleReader(node).read();
    } catch (InvalidRuleException e) {
      throw new RefusedPolicyException(index, idOf(node), e.field(), e.expected());
    }
  }

  /** The id for the refusal; not one of any length or content. */
  private static String idOf(JsonNode node) {
    String id = node.path("id").asText("");
    return id.matches("[a-z0-9-]{1,64}") ? id : "";
  }

  private Rule read() {
    Rule rule =
        switch (text("kind")) {
          case "limit" -> limit();
          case "score" -> score();
          case "risk" -> risk();
          case "unmonitored" -> new UnmonitoredRule(text("id"), priority(), text("doc"));
          default -> throw new InvalidRuleException("kind", "limit, score, risk or unmonitored");
        };
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field)) {
        String named = field.substring(0, Math.min(field.length(), LONGEST_NAME));
        throw new InvalidRuleException(named, "no other fields than " + known);
      }
    }
    return rule;
  }

  private Rule limit() {
    return new LimitRule(
        text("id"),
        text("vital"),
        number("low"),
        number("high"),
        priority(),
        delaySeconds(),
        hysteresis(),
        text("doc"));
  }

  private Rule score() {
    return new ScoreRule(
        text("id"),
        text("model"),
        number("threshold"),
        number("anySub"),
        priority(),
        delaySeconds(),
        hysteresis(),
        text("doc"));
  }

  private Rule risk() {
    return new RiskRule(
        text("id"), priority(), delaySeconds(), required("hysteresisShare"), text("doc"));
  }

  private String text(String field) {
    known.add(field);
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new InvalidRuleException(field, "a text");
    }
    return value.textValue();
  }

  private @Nullable BigDecimal number(String field) {
    known.add(field);
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      if (number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS) {
        return number;
      }
    }
    throw new InvalidRuleException(field, "a number of at most " + MOST_DIGITS + " digits");
  }

  private BigDecimal hysteresis() {
    return required("hysteresis");
  }

  private BigDecimal required(String field) {
    BigDecimal number = number(field);
    if (number == null) {
      throw new InvalidRuleException(field, "a number, 0 for none");
    }
    return number;
  }

  private int delaySeconds() {
    known.add("delaySeconds");
    JsonNode value = node.path("delaySeconds");
    if (!value.isInt()) {
      throw new InvalidRuleException(
          "delaySeconds", "a whole number from 0 to " + Checks.LONGEST_DELAY_SECONDS);
    }
    return value.intValue();
  }

  private Priority priority() {
    return switch (text("priority")) {
      case "low" -> Priority.LOW;
      case "medium" -> Priority.MEDIUM;
      case "high" -> Priority.HIGH;
      default -> throw new InvalidRuleException("priority", "low, medium or high");
    };
  }
}
