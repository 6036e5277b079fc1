package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Feedback;
import dev.vigil.schemas.Json;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil alerts feedback}. */
@Command(
    name = "feedback",
    description =
        "Say whether an alert of the last three days was worth its interruption, open or over. It"
            + " changes no alert and no rule; ./vigil alerts noise counts it.")
final class AlertsFeedbackCommand extends VigilCommand {
  /** A sequence may stand behind it, as other commands have it. */
  private static final Pattern ID = Pattern.compile("([A-Za-z0-9-]{1,64})(/[0-9]{1,9})?");

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The alert as 'vigil alerts' printed it.")
  private String alert = "";

  @Parameters(
      index = "1",
      paramLabel = "useful|not-useful|known",
      description = "known: true, and known before the alert came.")
  private String verdict = "";

  @Override
  protected int run(VigilConfig config, Output output) {
    var id = ID.matcher(alert);
    if (!id.matches()) {
      throw VigilException.usage(
          "'"
              + alert
              + "' is no id of an alert: take it from the end of a line of ./vigil alerts.");
    }
    if (!verdict.matches("useful|not-useful|known")) {
      throw VigilException.usage("'" + verdict + "' is not one of useful, not-useful, known.");
    }
    JsonNode body = Json.mapper().createObjectNode().put("verdict", verdict);
    JsonNode answer =
        ServerClient.of(config).send("POST", "/api/alerts/" + id.group(1) + "/feedback", body);
    Feedback said = ServerAnswer.as(Feedback.class, answer);
    output.print("Kept, for rule " + said.rule() + " of ward " + said.ward() + ".", answer);
    return DONE;
  }
}
