package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts show}. */
@Command(
    name = "show",
    description = "One open alert: what it stands on, what would clear it, and whom it asks.")
final class AlertsShowCommand extends VigilCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "Id of the alert.")
  private String alert = "";

  @Override
  protected int run(VigilConfig config, Output output) {
    String id = alert.replaceFirst("/[0-9]+$", "");
    if (!id.matches("[A-Za-z0-9-]{1,64}")) {
      throw VigilException.usage("ID is no alert's: take it from a line of ./vigil alerts.");
    }
    JsonNode answer = ServerClient.of(config).get("/api/alerts/" + id);
    output.print(String.join(System.lineSeparator(), lines(answer)), answer);
    return DONE;
  }

  private static List<String> lines(JsonNode answer) {
    JsonNode alert = answer.path("alert");
    JsonNode evidence = alert.path("evidence");
    List<String> lines = new ArrayList<>();
    lines.add(ChangedAlerts.line(alert));
    lines.add("  rule: " + alert.path("rule").asText() + ", " + alert.path("cause").asText());
    long now = answer.path("now").asLong();
    evidence.path("readings").forEach(reading -> lines.add(reading(reading, now)));
    JsonNode score = evidence.path("score");
    if (score.isObject()) {
      score(score, now, lines);
    }
    lines.add("  " + evidence.path("clears").asText());
    escalation(alert.path("escalation"), lines);
    answer.path("before").elements().forEachRemaining(l -> lines.add("  before: " + l.asText()));
    return lines;
  }

  private static String reading(JsonNode reading, long now) {
    return "  %s %s %s from %s, %d s before now"
        .formatted(
            reading.path("vital").asText(),
            PlainNumber.of(reading.path("value")),
            reading.path("unit").asText(),
            reading.path("sensor").asText(),
            now - reading.path("measured").asLong());
  }

  private static void score(JsonNode score, long now, List<String> lines) {
    lines.add(
        "  %s %s: %s, known %d s before now"
            .formatted(
                score.path("model").asText(),
                score.path("version").asText(),
                PlainNumber.of(score.path(score.hasNonNull("value") ? "value" : "outcome")),
                now - score.path("known").asLong()));
    for (Map.Entry<String, JsonNode> part : score.path("contributions").properties()) {
      lines.add("    " + part.getKey() + " " + PlainNumber.of(part.getValue()));
    }
  }

  private static void escalation(JsonNode escalation, List<String> lines) {
    for (JsonNode to : escalation.path("to")) {
      lines.add(
          "  asks: "
              + to.path("role").asText()
              + ", "
              + to.path("person").asText("not on the rota"));
    }
    if (escalation.path("over").asBoolean()) {
      lines.add("  nobody answered, and nobody is left to ask");
    }
  }
}
