package dev.vigil.alerting.wards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.yaml.PlacedYaml;
import dev.vigil.alerting.yaml.UnreadableYamlException;

/**
 * Plans of wards as people write them: YAML, a list of plans as in {@code ward-plans.schema.json}.
 * What is wrong is refused with its line.
 */
public final class WardFile {
  private WardFile() {}

  /**
   * Reads plans.
   *
   * @return them as they stand in a policy entry; {@link WardPlans#parse} takes them
   * @throws RefusedWardsException naming line, plan, field and what was expected
   */
  public static JsonNode read(String text) throws RefusedWardsException {
    PlacedYaml file;
    try {
      file = PlacedYaml.read(text, "a list of plans, each beginning with '- ward: …'");
    } catch (UnreadableYamlException e) {
      throw new RefusedWardsException(0, "", e.expected()).at("line " + e.line());
    }
    try {
      WardPlans.parse(file.json());
    } catch (RefusedWardsException e) {
      throw e.at("line " + file.lineOf(e.path()));
    }
    return file.json();
  }
}
