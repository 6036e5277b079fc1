package dev.vigil.alerting.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.yaml.PlacedYaml;
import dev.vigil.alerting.yaml.UnreadableYamlException;

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
    PlacedYaml file;
    try {
      file = PlacedYaml.read(text, "a list of rules, each beginning with '- id: …'");
    } catch (UnreadableYamlException e) {
      throw new RefusedPolicyException(0, "", "rules", e.expected()).at("line " + e.line());
    }
    try {
      Policy.parse(file.json());
    } catch (RefusedPolicyException e) {
      throw e.at("line " + file.lineOf("/" + e.index() + "/" + e.field()));
    }
    return file.json();
  }
}
