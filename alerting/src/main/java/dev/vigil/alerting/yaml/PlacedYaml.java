package dev.vigil.alerting.yaml;

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

/** A list that a person wrote as YAML; JSON is YAML too. */
public final class PlacedYaml {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 40;
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, Integer> lines = new HashMap<>();
  private final JsonNode json;

  private PlacedYaml(String text, String expected) throws UnreadableYamlException {
    json = parse(text, expected);
  }

  /**
   * Reads it.
   *
   * @param expected what the list is of, such as {@code a list of rules}
   */
  public static PlacedYaml read(String text, String expected) throws UnreadableYamlException {
    return new PlacedYaml(text, expected);
  }

  /** What stands there. */
  public JsonNode json() {
    return json;
  }

  private JsonNode parse(String text, String expected) throws UnreadableYamlException {
    if (text.length() > LONGEST) {
      throw new UnreadableYamlException(1, "at most " + LONGEST + " characters");
    }
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new UnreadableYamlException(1, expected);
      }
      JsonNode list = node(parser, "", 0);
      if (parser.nextToken() != null) {
        throw new UnreadableYamlException(line(parser), expected + ", and nothing after it");
      }
      return list;
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw new UnreadableYamlException(
          place == null ? 1 : place.getLineNr(),
          "YAML: lines 'field: value', the same indentation for fields that belong together, no"
              + " field twice");
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableYamlException(1, "YAML");
    }
  }

  private JsonNode node(JsonParser parser, String path, int depth)
      throws IOException, UnreadableYamlException {
    if (depth > DEEPEST) {
      throw new UnreadableYamlException(line(parser), "lists and fields nested less deep");
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
      throws IOException, UnreadableYamlException {
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
      throws IOException, UnreadableYamlException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(parser, path + '/' + array.size(), depth + 1));
    }
    return array;
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  /**
   * The line of a field, or of the nearest thing around it that is there, from 1.
   *
   * @param path such as {@code /2/when/all/0}: names of fields and places in lists, from 0
   */
  public int lineOf(String path) {
    for (String at = path; at.contains("/"); at = at.substring(0, at.lastIndexOf('/'))) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }
}
