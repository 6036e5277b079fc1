package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Priority;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What all kinds of rules ask of their fields. */
final class Checks {
  static final int LONGEST_DELAY_SECONDS = 86_400;

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private Checks() {}

  static void common(String id, Priority priority, String doc) {
    id("id", id);
    requireNonNull(priority, "priority is null");
    if (requireNonNull(doc, "doc is null").isBlank()) {
      throw new InvalidRuleException("doc", "the source of the rule's numbers");
    }
  }

  static void id(String field, String id) {
    if (!ID.matcher(requireNonNull(id, field + " is null")).matches()) {
      throw new InvalidRuleException(field, "1 to 64 lower-case letters, digits and dashes");
    }
  }

  /** A model's name, as {@code ./vigil model train} takes it. */
  static void model(String name) {
    if (!MODEL.matcher(requireNonNull(name, "model is null")).matches()) {
      throw new InvalidRuleException(
          "model", "1 to 64 lower-case letters, digits, dots, dashes and underscores");
    }
  }

  /** A part of a score: a vital sign, or a feature. */
  static void part(String name) {
    if (!MODEL.matcher(requireNonNull(name, "part is null")).matches()) {
      throw new InvalidRuleException(
          "part", "the name of a vital sign or a feature, such as respiratory-rate");
    }
  }

  static void delay(int seconds) {
    if (seconds < 0 || seconds > LONGEST_DELAY_SECONDS) {
      throw new InvalidRuleException(
          "delaySeconds", "a whole number from 0 to " + LONGEST_DELAY_SECONDS);
    }
  }

  static void hysteresis(BigDecimal hysteresis, BigDecimal largest) {
    requireNonNull(hysteresis, "hysteresis is null");
    if (hysteresis.signum() < 0 || hysteresis.compareTo(largest) > 0) {
      throw new InvalidRuleException("hysteresis", "a number from 0 to " + largest);
    }
  }
}
