package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.jobs.ScoringJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vigil model list}. */
@Command(
    name = "list",
    description =
        "The models whose scores count now, and the jobs that score; exit code 1 if one does not"
            + " run.")
final class ModelListCommand extends VigilCommand {
  private static final String RUNNING = "RUNNING";

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    JsonNode status = ServerClient.of(config).get("/api/status");
    JsonNode live = status.path("live_models");
    if (live.isEmpty()) {
      output.text("No model is live.");
    }
    for (JsonNode model : live) {
      String name = model.asText();
      output.print(String.format("%-28s live", name), Map.of("model", name, "state", "live"));
    }
    boolean allRun = true;
    for (Map.Entry<String, JsonNode> job : status.path("jobs").properties()) {
      if (job.getKey().startsWith(ScoringJob.PREFIX)) {
        print(job.getKey(), job.getValue(), output);
        allRun &= job.getValue().path("status").asText().equals(RUNNING);
      }
    }
    return allRun ? DONE : VigilException.PROBLEM;
  }

  private static void print(String name, JsonNode job, Output output) {
    String status = job.path("status").asText();
    String reason = job.path("reason").asText("");
    List<String> models = new ArrayList<>();
    job.path("models").forEach(model -> models.add(model.asText()));
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("job", name);
    object.put("status", status);
    object.put("models", models);
    if (!reason.isEmpty()) {
      object.put("reason", reason);
    }
    String line =
        String.format("%-28s %s  %s  %s", name, status, String.join(", ", models), reason);
    output.print(line.stripTrailing(), object);
  }
}
