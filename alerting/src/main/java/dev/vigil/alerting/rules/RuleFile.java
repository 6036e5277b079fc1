package dev.vigil.alerting.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.yaml.PlacedYaml;
import dev.vigil.alerting.yaml.UnreadableYamlException;
import java.util.Map;
import java.util.Set;

/**
 * Rules as people write them: YAML, a list of rules as in {@code policy-rules.schema.json}. What is
 * wrong is refused with its line.
 */
public final class RuleFile {
  private RuleFile() {}

  /**
   * Reads rules.
   *
   * @return them as they stand in a policy entry; {@link Policy#parse} takes them
   * @throws RefusedPolicyException naming line, rule, field and what was expected
   */
  public static JsonNode read(String text) throws RefusedPolicyException {
    return read(text, Map.of());
  }

  /**
   * Reads rules.
   *
   * @param parts names of the parts of those models that are known here; a rule of another part of
   *     them would never raise anything. Of other models any name is taken
   * @return as of {@link #read(String)}
   * @throws RefusedPolicyException likewise
   */
  public static JsonNode read(String text, Map<String, ? extends Set<String>> parts)
      throws RefusedPolicyException {
    PlacedYaml file;
    try {
      file = PlacedYaml.read(text, "a list of rules, each beginning with '- id: …'");
    } catch (UnreadableYamlException e) {
      throw new RefusedPolicyException(0, "", "rules", e.expected()).at("line " + e.line());
    }
    try {
      Policy.parse(file.json());
      for (int i = 0; i < file.json().size(); i++) {
        JsonNode rule = file.json().get(i);
        requireParts(new Place(i, rule.path("id").asText(), ""), rule, parts);
      }
    } catch (RefusedPolicyException e) {
      throw e.at("line " + file.lineOf("/" + e.index() + "/" + e.field()));
    }
    return file.json();
  }

  /** Where something stands: the rule, its id, and the path within it. */
  private record Place(int rule, String id, String path) {
    private Place into(String field) {
      return new Place(rule, id, path + field + '/');
    }
  }

  private static void requireParts(
      Place place, JsonNode node, Map<String, ? extends Set<String>> parts)
      throws RefusedPolicyException {
    String model = node.path("model").asText(node.path("score").asText());
    Set<String> known = parts.get(model);
    JsonNode part = node.path("part");
    if (part.isTextual() && known != null && !known.contains(part.textValue())) {
      throw new RefusedPolicyException(
          place.rule(),
          place.id(),
          place.path() + "part",
          "a part of " + model + ", one of " + String.join(", ", known));
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      requireParts(place.into(field.getKey()), field.getValue(), parts);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireParts(place.into(Integer.toString(i)), node.get(i), parts);
    }
  }
}
