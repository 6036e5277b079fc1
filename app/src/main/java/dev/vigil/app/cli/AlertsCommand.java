package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil alerts}. */
@Command(name = "alerts", description = "The open alerts of the running Vigil.")
public final class AlertsCommand extends VigilCommand {
  private static final long POLL_MILLIS = 1000;

  @Option(
      names = "--follow",
      description = "Keep running and print each alert whenever it changes.")
  private boolean follow;

  private final Map<String, Integer> seen = new HashMap<>();

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    ServerClient client = ServerClient.of(config);
    do {
      print(client.get("/api/alerts"), output);
      if (follow) {
        Thread.sleep(POLL_MILLIS);
      }
    } while (follow);
    return DONE;
  }

  private void print(JsonNode answer, Output output) {
    JsonNode alerts = answer.isArray() ? answer : answer.path("alerts");
    if (alerts.isEmpty() && seen.isEmpty() && !follow) {
      output.text("No open alerts.");
    }
    Set<String> gone = new TreeSet<>(seen.keySet());
    for (JsonNode alert : alerts) {
      gone.remove(alert.path("alert").asText());
      int sequence = alert.path("sequence").asInt();
      Integer before = seen.put(alert.path("alert").asText(), sequence);
      if (before == null || before != sequence) {
        output.print(line(alert), alert);
      }
    }
    for (String alert : gone) {
      seen.remove(alert);
      output.print("resolved  " + alert, Map.of("alert", alert, "state", "resolved"));
    }
  }

  private static String line(JsonNode alert) {
    return String.join(
        "  ",
        alert.path("priority").asText(),
        alert.path("state").asText(),
        alert.path("ward").asText() + "/" + alert.path("bed").asText(),
        alert.path("patient").asText(),
        alert.path("because").asText());
  }
}
