package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Another value of one field of one rule.
 *
 * @param rule its place among the rules
 */
record RuleChange(int rule, String field, JsonNode to) {
  RuleChange {
    requireNonNull(field, "field is null");
    requireNonNull(to, "to is null");
  }
}
