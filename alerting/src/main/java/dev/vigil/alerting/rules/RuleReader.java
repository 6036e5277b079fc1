package dev.vigil.alerting.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Priority;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads rules, field by field. */
final class RuleReader {
  private static final int MOST_RULES = 1000;
  private static final int OLDEST = 150;

  /** A rule and whom it is for. */
  record Scoped(Rule rule, Scope scope) {}

  private final FieldReader fields;
  private final JsonNode node;

  private RuleReader(JsonNode node) {
    this.node = node;
    fields = new FieldReader(node, "");
  }

  static List<Scoped> readAll(JsonNode rules) throws RefusedPolicyException {
    if (!rules.isArray() || rules.size() > MOST_RULES) {
      throw new RefusedPolicyException(
          0, "", "rules", "an array of at most " + MOST_RULES + " rules");
    }
    List<Scoped> read = new ArrayList<>(rules.size());
    Map<String, Scope> scopes = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      Scoped one = readOne(i, rules.get(i));
      Rule rule = one.rule();
      if (scopes.put(rule.id(), one.scope()) != null) {
        throw new RefusedPolicyException(i, rule.id(), "id", "an id that no other rule has");
      }
      if (isOnlyOne(rule) && read.stream().anyMatch(r -> r.rule().getClass() == rule.getClass())) {
        throw new RefusedPolicyException(
            i, rule.id(), "kind", "at most one rule each of kind risk and unmonitored in a policy");
      }
      read.add(one);
    }
    requireReplaced(read, scopes.keySet());
    return read;
  }

  private static boolean isOnlyOne(Rule rule) {
    return rule instanceof UnmonitoredRule || rule instanceof RiskRule;
  }

  /** A rule that stands for one that isn't there is a slip of the pen, and would do nothing. */
  private static void requireReplaced(List<Scoped> read, Set<String> ids)
      throws RefusedPolicyException {
    for (int i = 0; i < read.size(); i++) {
      Set<String> others = new HashSet<>(ids);
      others.remove(read.get(i).rule().id());
      if (!others.containsAll(read.get(i).scope().instead())) {
        throw new RefusedPolicyException(
            i, read.get(i).rule().id(), "instead", "ids of other rules of the policy");
      }
    }
  }

  private static Scoped readOne(int index, JsonNode node) throws RefusedPolicyException {
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

  private Scoped read() {
    Scope scope = scope();
    Rule rule =
        switch (fields.text("kind")) {
          case "limit" -> limit();
          case "score" -> score();
          case "risk" -> risk();
          case "device" -> device();
          case "combination" -> combination();
          case "unmonitored" -> new UnmonitoredRule(id(), priority(), doc());
          default ->
              throw new InvalidRuleException(
                  "kind", "limit, score, device, risk, combination or unmonitored");
        };
    fields.requireNoOther();
    return new Scoped(rule, scope);
  }

  private Scope scope() {
    Integer from = null;
    Integer below = null;
    JsonNode ages = fields.node("ages");
    if (!ages.isMissingNode()) {
      FieldReader band = new FieldReader(ages, "ages");
      from = band.integerIfPresent("from", 0, OLDEST);
      below = band.integerIfPresent("below", 0, OLDEST);
      band.requireNoOther();
      if (from == null && below == null) {
        throw new InvalidRuleException("ages", "an object with 'from', 'below', or both");
      }
    }
    return new Scope(from, below, fields.texts("wards"), fields.texts("instead"));
  }

  private Rule limit() {
    return new LimitRule(
        id(),
        fields.vital("vital").id(),
        fields.number("low"),
        fields.number("high"),
        priority(),
        delaySeconds(),
        hysteresis(),
        doc());
  }

  private Rule score() {
    return new ScoreRule(
        id(),
        fields.text("model"),
        fields.textIfPresent("part"),
        fields.number("threshold"),
        fields.number("anySub"),
        priority(),
        delaySeconds(),
        hysteresis(),
        doc());
  }

  /** A device's own alarm: 1 while it lasts, and 0. */
  private Rule device() {
    return new LimitRule(
        id(),
        fields.technical("alarm").id(),
        null,
        BigDecimal.ZERO,
        priority(),
        delaySeconds(),
        BigDecimal.ZERO,
        doc());
  }

  private Rule combination() {
    String id = id();
    Checks.id("id", id);
    int delay = node.has("delaySeconds") ? delaySeconds() : 0;
    Premise when = new PremiseReader(id, priority()).root(fields.node("when"), delay);
    return new CombinedRule(id, when, priority(), delay, doc());
  }

  private Rule risk() {
    return new RiskRule(id(), priority(), delaySeconds(), required("hysteresisShare"), doc());
  }

  private String id() {
    return fields.text("id");
  }

  private String doc() {
    return fields.text("doc");
  }

  private BigDecimal hysteresis() {
    return required("hysteresis");
  }

  private BigDecimal required(String field) {
    BigDecimal number = fields.number(field);
    if (number == null) {
      throw new InvalidRuleException(field, "a number, 0 for none");
    }
    return number;
  }

  private int delaySeconds() {
    return fields.integer("delaySeconds", 0, Checks.LONGEST_DELAY_SECONDS);
  }

  private Priority priority() {
    return switch (fields.text("priority")) {
      case "low" -> Priority.LOW;
      case "medium" -> Priority.MEDIUM;
      case "high" -> Priority.HIGH;
      default -> throw new InvalidRuleException("priority", "low, medium or high");
    };
  }
}
