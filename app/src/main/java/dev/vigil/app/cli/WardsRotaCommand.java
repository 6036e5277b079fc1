package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil wards rota}. */
@Command(
    name = "rota",
    description =
        "Take over who is on duty from a table. Of the wards that it names it takes the place of"
            + " the whole rota; everything else in their plans stays, and so do other wards. A ward"
            + " without a plan of its own gets one like the plan for all others.")
final class WardsRotaCommand extends PolicyChanging {
  private static final String WARD = "ward";

  @Parameters(
      paramLabel = "FILE.csv",
      description =
          "With the columns ward, role, person, contact (an e-mail address, may be empty), from and"
              + " until (such as 2026-03-01T07:00:00+01:00).")
  private Path file = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    Map<String, ArrayNode> rota = RotaTable.read(file);
    JsonNode entry = ServerClient.of(config).get(PolicyChanging.PATH);
    ArrayNode plans = Json.mapper().createArrayNode();
    entry.path("wards").forEach(plan -> plans.add(plan.deepCopy()));
    rota.forEach((ward, duties) -> planOf(ward, plans).set("rota", duties));
    return change(config, output, "wards", plans, entry.path("version").asInt(), "Plans");
  }

  private static ObjectNode planOf(String ward, ArrayNode plans) {
    ObjectNode forAllOthers = null;
    for (JsonNode plan : plans) {
      if (plan.path(WARD).asText().equals(ward)) {
        return (ObjectNode) plan;
      }
      if (plan.path(WARD).asText().equals(WardPlan.ANY)) {
        forAllOthers = (ObjectNode) plan;
      }
    }
    if (forAllOthers == null) {
      throw VigilException.problem(
          "Ward "
              + ward
              + " has no plan, and there is none for all others: set one with"
              + " ./vigil wards set first.");
    }
    ObjectNode own = forAllOthers.deepCopy().put(WARD, ward);
    plans.add(own);
    return own;
  }
}
