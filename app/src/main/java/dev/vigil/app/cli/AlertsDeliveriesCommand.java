package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil alerts deliveries}. */
@Command(
    name = "deliveries",
    description =
        "What became of what the channels were to tell, the latest first. Exit code 1 with --failed"
            + " if there is any.",
    subcommands = {DeliveriesRedriveCommand.class, DeliveriesCloseCommand.class})
final class AlertsDeliveriesCommand extends VigilCommand {
  /** Where the server has them. */
  static final String PATH = "/api/deliveries";

  private static final int FOUND = 1;

  @Option(
      names = "--failed",
      description =
          "Only what a receiver refused, or has no room for yet, and has not taken since: it is"
              + " kept.")
  private boolean failed;

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode rows =
        ServerClient.of(config).get(failed ? PATH + "?failed=true" : PATH).path("deliveries");
    output.list(
        rows,
        AlertsDeliveriesCommand::line,
        failed ? "Nothing was refused." : "Nothing was delivered yet.");
    return failed && !rows.isEmpty() ? FOUND : DONE;
  }

  private static String line(JsonNode row) {
    String at = row.has("at") ? Instant.ofEpochSecond(row.path("at").asLong()).toString() : "-";
    return String.format(
        Locale.ROOT,
        "%-20s  %-8s  %-9s  %s  %s, %d tries",
        at,
        row.path("channel").asText(),
        outcome(row),
        row.path("key").asText(),
        row.path("detail").asText(),
        row.path("attempts").asInt());
  }

  private static String outcome(JsonNode row) {
    if (row.path("delivered").asBoolean()) {
      return "delivered";
    }
    return row.path("detail").asText().endsWith("-tried-again") ? "waits" : "refused";
  }
}
