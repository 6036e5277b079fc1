package dev.vigil.alerting.rules;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Rules as people write them: YAML, a list of rules as in {@code policy-rules.schema.json}; JSON is
 * YAML too. What is wrong is refused with its line.
 */
public final class RuleFile {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 40;
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Integer> lines = new HashMap<>();

  private RuleFile() {}

  /**
   * Reads rules.
   *
   * @return them as they stand in a policy entry; {@link Policy#parse} takes them
   * @throws RefusedPolicyException naming line, rule, field and what was expected
   */
  public static JsonNode read(String text) throws RefusedPolicyException {
    RuleFile file = new RuleFile();
    JsonNode rules = file.parse(text);
    try {
      Policy.parse(rules);
    } catch (RefusedPolicyException e) {
      throw e.at("line " + file.lineOf("/" + e.index() + "/" + e.field()));
    }
    return rules;
  }

  private JsonNode parse(String text) throws RefusedPolicyException {
    if (text.length() > LONGEST) {
      throw unreadable(1, "at most " + LONGEST + " characters");
    }
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        throw unreadable(1, "a list of rules, each beginning with '- id: …'");
      }
      JsonNode rules = node(parser, "", 0);
      if (parser.nextToken() != null) {
        throw unreadable(line(parser), "one list of rules and nothing after it");
      }
      return rules;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw unreadable(
          place == null ? 1 : place.getLineNr(),
          "YAML: lines 'field: value', the same indentation for fields of one rule, no field"
              + " twice");
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(1, "YAML");
    }
  }

  private static RefusedPolicyException unreadable(int line, String expected) {
    return new RefusedPolicyException(0, "", "rules", expected).at("line " + line);
  }

  private JsonNode node(JsonParser parser, String path, int depth)
      throws IOException, RefusedPolicyException {
    if (depth > DEEPEST) {
      throw unreadable(line(parser), "rules nested less deep");
    }
    lines.putIfAbsent(path, line(parser));
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path, depth);
      case START_ARRAY -> array(parser, path, depth);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }

  /**
   * A number that is no number, such as {@code .inf}, stays text and is refused where it stands.
   */
  private static JsonNode number(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == JsonParser.NumberType.INT) {
      return NODES.numberNode(parser.getIntValue());
    }
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException | JsonProcessingException e) {
      return NODES.textNode(parser.getText());
    }
  }

  private JsonNode object(JsonParser parser, String path, int depth)
      throws IOException, RefusedPolicyException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      String own = path + '/' + field;
      lines.put(own, line(parser));
      parser.nextToken();
      object.set(field, node(parser, own, depth + 1));
    }
    return object;
  }

  private JsonNode array(JsonParser parser, String path, int depth)
      throws IOException, RefusedPolicyException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(parser, path + '/' + array.size(), depth + 1));
    }
    return array;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /** The line of a field, or of the nearest thing around it that is there. */
  private int lineOf(String path) {
    for (String at = path; at.contains("/"); at = at.substring(0, at.lastIndexOf('/'))) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }
}
