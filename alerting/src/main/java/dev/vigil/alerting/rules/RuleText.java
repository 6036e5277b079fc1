package dev.vigil.alerting.rules;

import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rule does, in plain words. */
public final class RuleText {
  private RuleText() {}

  /** Sentences: what raises, how long it has to last, what clears, for whom. */
  public static String of(Rule rule, Scope scope) {
    List<String> sentences = new ArrayList<>();
    String priority = rule.priority().name().toLowerCase(Locale.ROOT);
    if (rule instanceof LimitRule limit) {
      addLimit(limit, priority, sentences);
    } else if (rule instanceof ScoreRule score) {
      addScore(score, priority, sentences);
    } else if (rule instanceof CombinedRule combined) {
      sentences.add("Raises a " + priority + " alert while " + combined.when().text() + ".");
      sentences.add("Clears when this is no longer so.");
    } else {
      sentences.add(
          "Raises a "
              + priority
              + " alert when a vital sign of the patient's monitoring plan hasn't come for its"
              + " interval and grace, or hasn't come again when a pause ends.");
      sentences.add("Clears when it comes again, or its monitoring is paused.");
    }
    if (!scope.equals(Scope.ALL)) {
      sentences.add(scope.text());
    }
    return String.join(" ", sentences);
  }

  private static void addLimit(LimitRule rule, String priority, List<String> sentences) {
    VitalSign sign = VitalSigns.catalogue().get(rule.vital());
    if (sign.kind() == VitalSign.Kind.TECHNICAL) {
      addDevice(rule, sign, priority, sentences);
      return;
    }
    List<String> sides = new ArrayList<>();
    List<String> back = new ArrayList<>();
    for (LimitCheck.Side side : LimitCheck.Side.values()) {
      boolean low = side == LimitCheck.Side.LOW;
      BigDecimal limit = low ? rule.low() : rule.high();
      if (limit != null) {
        LimitCheck check = LimitCheck.of(rule, side, limit, sign);
        String clear = sign.toDecimal(check.clear()).toPlainString();
        sides.add((low ? "below " : "above ") + limit.toPlainString());
        back.add(clear + (low ? " or above" : " or below"));
      }
    }
    sentences.add(
        "Raises a "
            + priority
            + " alert when "
            + sign.name()
            + " is "
            + String.join(" or ", sides)
            + " "
            + sign.unit()
            + lasting(rule.delaySeconds())
            + ".");
    sentences.add("Clears at " + String.join(", or at ", back) + ".");
    sentences.add("Limits set for a patient replace these.");
  }

  private static void addDevice(
      LimitRule rule, VitalSign alarm, String priority, List<String> sentences) {
    sentences.add(
        "Raises a "
            + priority
            + " alert while a device itself says: "
            + alarm.name()
            + lasting(rule.delaySeconds())
            + ".");
    sentences.add("Clears when it says that this is over.");
  }

  private static void addScore(ScoreRule rule, String priority, List<String> sentences) {
    String what = new Premise.OfScore(rule.id(), rule).text();
    sentences.add(
        "Raises a "
            + priority
            + " alert when the live version says "
            + what
            + lasting(rule.delaySeconds())
            + ".");
    BigDecimal threshold = rule.threshold();
    if (threshold != null) {
      String clear = threshold.subtract(rule.hysteresis()).toPlainString();
      String part = rule.part() == null ? "" : rule.part() + " in ";
      sentences.add("Clears when " + part + rule.model() + " is below " + clear + ".");
    }
  }

  private static String lasting(int seconds) {
    return seconds == 0 ? ", at once" : " for " + seconds + " s";
  }
}
