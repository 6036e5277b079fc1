package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers of an answer, as people write them. */
final class PlainNumber {
  private PlainNumber() {}

  /** The number without an exponent, since a tree has 80.0 as 8E+1; of what is none its text. */
  static String of(JsonNode node) {
    return node.isNumber() ? node.decimalValue().toPlainString() : node.asText();
  }
}
