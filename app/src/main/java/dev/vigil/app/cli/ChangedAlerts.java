package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Prints what has changed since the open alerts were looked at last. */
final class ChangedAlerts {
  /** Where the server has them. */
  static final String PATH = "/api/alerts";

  private final Output output;
  private final Map<String, Integer> sequences = new HashMap<>();

  ChangedAlerts(Output output) {
    this.output = requireNonNull(output, "output is null");
  }

  /** Whether none is open. */
  boolean isEmpty() {
    return sequences.isEmpty();
  }

  /** Takes the server's answer. */
  void print(JsonNode answer) {
    Set<String> gone = new TreeSet<>(sequences.keySet());
    for (JsonNode alert : answer.path("alerts")) {
      String id = alert.path("alert").asText();
      int sequence = alert.path("sequence").asInt();
      gone.remove(id);
      Integer before = sequences.put(id, sequence);
      if (before == null || before != sequence) {
        output.print(line(alert), alert);
      }
    }
    for (String id : gone) {
      sequences.remove(id);
      output.print("resolved  " + id, Map.of("alert", id, "state", "resolved"));
    }
  }

  /** One alert in one line; at its end what a command about it takes. */
  static String line(JsonNode alert) {
    return String.join(
        "  ",
        alert.path("priority").asText(),
        alert.path("state").asText(),
        alert.path("ward").asText() + "/" + alert.path("bed").asText(),
        alert.path("patient").asText(),
        alert.path("because").asText(),
        alert.path("alert").asText() + "/" + alert.path("sequence").asInt());
  }
}
