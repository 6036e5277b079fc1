package dev.vigil.alerting.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads the tree of a combined rule. */
final class PremiseReader {
  private static final int DEEPEST = 8;
  private static final int MOST_PARTS = 64;
  private static final String PART = "a premise, as in policy-rules.schema.json";

  private final String rule;
  private final Priority priority;
  private int parts;
  private int named;

  PremiseReader(String rule, Priority priority) {
    this.rule = rule;
    this.priority = priority;
  }

  /** The whole tree, with a delay around it. */
  Premise root(JsonNode node, int delaySeconds) {
    Premise when = read(node, "when", 0);
    return delaySeconds == 0 ? when : lasting(when, delaySeconds);
  }

  private Premise read(JsonNode node, String path, int depth) {
    if (!node.isObject()) {
      throw new InvalidRuleException(path, PART);
    }
    if (depth > DEEPEST || ++parts > MOST_PARTS) {
      throw new InvalidRuleException(
          path, "at most " + MOST_PARTS + " premises, nested at most " + DEEPEST + " deep");
    }
    FieldReader fields = new FieldReader(node, path);
    Premise premise = any(node, fields, path, depth);
    fields.requireNoOther();
    return premise;
  }

  private Premise any(JsonNode node, FieldReader fields, String path, int depth) {
    if (node.has("all")) {
      List<Premise> of = list(fields, path, "all", depth);
      return new Premise.AtLeast(of.size(), of);
    }
    if (node.has("any")) {
      return new Premise.AtLeast(1, list(fields, path, "any", depth));
    }
    if (node.has("atLeast")) {
      List<Premise> of = list(fields, path, "of", depth);
      return new Premise.AtLeast(fields.integer("atLeast", 1, of.size()), of);
    }
    if (node.has("not")) {
      return new Premise.Not(part(fields, path, "not", depth));
    }
    if (node.has("lasting")) {
      Premise part = part(fields, path, "lasting", depth);
      return lasting(part, seconds(fields, "seconds"));
    }
    if (node.has("recently")) {
      Premise part = part(fields, path, "recently", depth);
      int seconds = seconds(fields, "seconds");
      return new Premise.Recently(id("recently" + seconds + part.text()), part, seconds);
    }
    return leaf(node, fields, path);
  }

  private Premise leaf(JsonNode node, FieldReader fields, String path) {
    if (node.has("unmonitored")) {
      return new Premise.OfSilence(fields.vital("unmonitored").id());
    }
    if (node.has("device")) {
      return device(fields);
    }
    if (node.has("score")) {
      return score(fields);
    }
    if (!node.has("vital")) {
      throw new InvalidRuleException(
          path,
          "one of all, any, atLeast, not, lasting, recently, vital, score, device, unmonitored");
    }
    VitalSign sign = fields.vital("vital");
    if (node.has("rises")) {
      return change(fields, sign, "rises", Side.HIGH);
    }
    if (node.has("falls")) {
      return change(fields, sign, "falls", Side.LOW);
    }
    return limit(node, fields, sign);
  }

  private Premise limit(JsonNode node, FieldReader fields, VitalSign sign) {
    Side side = node.has("below") ? Side.LOW : Side.HIGH;
    String field = side == Side.LOW ? "below" : "above";
    BigDecimal limit = fields.required(field);
    BigDecimal back = fields.orZero("hysteresis");
    String id = id(field + sign.id() + limit.toPlainString() + '/' + back.toPlainString());
    LimitRule checked;
    try {
      checked =
          new LimitRule(
              rule,
              sign.id(),
              side == Side.LOW ? limit : null,
              side == Side.HIGH ? limit : null,
              priority,
              0,
              back,
              "premise");
    } catch (InvalidRuleException e) {
      boolean ofLimit = e.field().equals("low") || e.field().equals("high");
      throw new InvalidRuleException(fields.path(ofLimit ? field : e.field()), e.expected());
    }
    LimitCheck check = LimitCheck.of(checked, side, limit, sign);
    return new Premise.OfVital(
        new LimitCheck(id, side, check.limit(), check.clear(), priority, 0), sign);
  }

  private Premise device(FieldReader fields) {
    VitalSign sign = fields.technical("device");
    return new Premise.OfDevice(
        new Premise.OfVital(
            new LimitCheck(id("device" + sign.id()), Side.HIGH, 0, 0, priority, 0), sign));
  }

  private Premise change(FieldReader fields, VitalSign sign, String field, Side side) {
    long by = fields.steps(field, fields.required(field), sign);
    long back = fields.steps("hysteresis", fields.orZero("hysteresis"), sign);
    if (by < 1 || back < 0 || back >= by) {
      throw new InvalidRuleException(
          fields.path(by < 1 ? field : "hysteresis"),
          by < 1 ? "a number above 0" : "a number from 0 to less than '" + field + "'");
    }
    int within = seconds(fields, "withinSeconds");
    String id = id(field + sign.id() + by + '/' + back + '/' + within);
    return new Premise.OfChange(new ChangeCheck(id, side, by, back, within), sign);
  }

  private Premise score(FieldReader fields) {
    String model = fields.text("score");
    String part = fields.textIfPresent("part");
    BigDecimal threshold = fields.number("threshold");
    BigDecimal anySub = fields.number("anySub");
    BigDecimal back = fields.orZero("hysteresis");
    try {
      String of = part == null ? model : model + ' ' + part + ' ';
      String id = id("score" + of + threshold + '/' + anySub + '/' + back);
      return new Premise.OfScore(
          id, new ScoreRule(rule, model, part, threshold, anySub, priority, 0, back, "premise"));
    } catch (InvalidRuleException e) {
      String field = e.field().equals("model") ? "score" : e.field();
      throw new InvalidRuleException(fields.path(field), e.expected());
    }
  }

  private List<Premise> list(FieldReader fields, String path, String field, int depth) {
    JsonNode list = fields.node(field);
    if (!list.isArray() || list.isEmpty()) {
      throw new InvalidRuleException(fields.path(field), "a list of premises");
    }
    List<Premise> of = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      of.add(read(list.get(i), path + '/' + field + '/' + i, depth + 1));
    }
    return of;
  }

  private Premise part(FieldReader fields, String path, String field, int depth) {
    return read(fields.node(field), path + '/' + field, depth + 1);
  }

  private static int seconds(FieldReader fields, String field) {
    return fields.integer(field, 1, Checks.LONGEST_DELAY_SECONDS);
  }

  private Premise lasting(Premise part, int seconds) {
    return new Premise.Lasting(id("lasting" + seconds + part.text()), part, seconds);
  }

  /** The same as long as the premise is, so that what is kept of it never speaks for another. */
  private String id(String definition) {
    return rule + '#' + named++ + '-' + Integer.toHexString(definition.hashCode());
  }
}
