package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.burden.WardBurden;
import dev.vigil.schemas.TechnicalAlert;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;

/** {@code vigil status}. */
@Command(
    name = "status",
    description =
        "How the running Vigil does; exit code 1 if a job, a channel, the store, or a notifier or"
            + " supervisor elsewhere is not up, or if the log or the jobs can't be read now: it"
            + " says since when, and what was so then.")
public final class StatusCommand extends VigilCommand {
  private static final String UP = "up";

  /** That may be processes of their own. */
  private static final List<String> PROCESSES = List.of("notifier", "supervisor");

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode status = ServerClient.of(config).get("/api/status");
    if (output.isJson()) {
      output.object(status);
    } else {
      print(status.path("unread"), output, StatusCommand::unreadLine);
      output.text("store      " + status.path("store").asText());
      output.text("patients   " + status.path("patients").asText());
      output.text(
          "live       " + status.path("live_models") + asOf(status.at("/unread/log/since")));
      print(status.path("channels"), output, StatusCommand::channelLine);
      for (String process : PROCESSES) {
        if (status.has(process)) {
          output.text(processLine(process, status.path(process)));
        }
      }
      print(status.path("jobs"), output, StatusCommand::jobLine);
      print(status.path("gateways"), output, StatusCommand::gatewayLine);
      print(status.path("burden"), output, StatusCommand::burdenLine);
      status
          .path("technical")
          .forEach(
              alert -> output.text(ModelText.line(ServerAnswer.as(TechnicalAlert.class, alert))));
    }
    boolean well =
        status.path("store").asText().equals(UP)
            && all(status.path("channels"), UP)
            && PROCESSES.stream()
                .allMatch(process -> status.path(process).path("status").asText(UP).equals(UP))
            && all(status.path("jobs"), "RUNNING")
            && status.path("unread").isEmpty();
    return well ? DONE : VigilException.PROBLEM;
  }

  private static boolean all(JsonNode parts, String expected) {
    boolean well = true;
    for (JsonNode part : parts) {
      well &= part.path("status").asText().equals(expected);
    }
    return well;
  }

  private static void print(
      JsonNode parts, Output output, BiFunction<String, JsonNode, String> line) {
    parts
        .properties()
        .forEach(part -> output.text(line.apply(part.getKey(), part.getValue()).stripTrailing()));
  }

  private static String unreadLine(String name, JsonNode unread) {
    return String.format(
        Locale.ROOT,
        "%-24s not read since %s: %s",
        "the " + name,
        Instant.ofEpochSecond(unread.path("since").asLong()),
        unread.path("reason").asText());
  }

  /** Behind what is told as it was then; nothing behind what is so now. */
  private static String asOf(JsonNode second) {
    return second.isMissingNode() ? "" : " as of " + Instant.ofEpochSecond(second.asLong());
  }

  private static String channelLine(String name, JsonNode channel) {
    String trouble =
        channel.has("since")
            ? "since "
                + Instant.ofEpochSecond(channel.path("since").asLong())
                + " "
                + channel.path("reason").asText()
            : "";
    String waits =
        channel.has("refused")
            ? " "
                + channel.path("refused").asText()
                + " refused: ./vigil alerts deliveries --failed"
            : "";
    return line("channel " + name, channel, (trouble + waits).strip());
  }

  private static String jobLine(String name, JsonNode job) {
    String lag = job.has("lag_s") ? "lag " + job.path("lag_s").asText() + " s " : "";
    String reason = job.path("reason").asText("");
    String said = (lag + reason).strip() + asOf(job.path("as_of"));
    return line(name, job, said.strip());
  }

  private static String processLine(String name, JsonNode process) {
    String sign =
        process.has("last_sign_s")
            ? "last sign " + process.path("last_sign_s").asText() + " s ago"
            : "no sign yet";
    return line(name, process, sign);
  }

  private static String gatewayLine(String name, JsonNode gateway) {
    return String.format(
        Locale.ROOT, "%-24s last sign %s s ago", name, gateway.path("last_sign_s").asText());
  }

  /** Of too short a time a figure per patient-day says nothing. */
  private static String burdenLine(String ward, JsonNode burden) {
    double days = burden.path("patient_days").asDouble();
    long calls = burden.path("calls").asLong();
    String budget =
        burden.has("budget")
            ? ", budget "
                + PlainNumber.of(burden.path("budget"))
                + (burden.path("over_budget").asBoolean() ? ": over it" : "")
            : "";
    return String.format(
        Locale.ROOT,
        "%-24s %d calls in a day, %.1f patient-days%s%s",
        "ward " + ward,
        calls,
        days,
        days < WardBurden.LEAST_DAYS
            ? ""
            : String.format(Locale.ROOT, ": %.2f a patient-day", calls / days),
        budget);
  }

  private static String line(String name, JsonNode part, String more) {
    return String.format(Locale.ROOT, "%-24s %-11s %s", name, part.path("status").asText(), more);
  }
}
