package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code vigil status}. */
@Command(
    name = "status",
    description = "How the running Vigil does; exit code 1 if a job or the store is not up.")
public final class StatusCommand extends VigilCommand {
  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode status = ServerClient.of(config).get("/api/status");
    boolean well = status.path("store").asText().equals("up");
    for (JsonNode job : status.path("jobs")) {
      well &= job.path("status").asText().equals("RUNNING");
    }
    if (output.isJson()) {
      output.object(status);
    } else {
      output.text("store      " + status.path("store").asText());
      output.text("patients   " + status.path("patients").asText());
      output.text("live       " + status.path("live_models").toString());
      status
          .path("jobs")
          .properties()
          .forEach(
              job ->
                  output.text(
                      String.format(
                          Locale.ROOT,
                          "%-24s %-10s %s %s",
                          job.getKey(),
                          job.getValue().path("status").asText(),
                          job.getValue().has("lag_s")
                              ? "lag " + job.getValue().path("lag_s").asText() + " s"
                              : "",
                          job.getValue().path("reason").asText(""))));
    }
    return well ? DONE : VigilException.PROBLEM;
  }
}
