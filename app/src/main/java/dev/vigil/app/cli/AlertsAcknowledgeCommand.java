package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil alerts acknowledge}. */
@Command(
    name = "acknowledge",
    description =
        "Answer for an alert. It stays quiet until it clears or becomes worse, or one of the"
            + " conditions below ends that sooner.")
final class AlertsAcknowledgeCommand extends OneAlert {
  @Option(names = "--minutes", paramLabel = "N", description = "Ask again after this time.")
  private @Nullable Integer minutes;

  @Option(
      names = "--worse-by",
      paramLabel = "X",
      description = "Ask again when the value is this much farther from normal than now.")
  private @Nullable BigDecimal worseBy;

  @Option(
      names = "--another-kind",
      description = "Ask again when an alert of another kind is raised for the patient.")
  private boolean anotherKind;

  AlertsAcknowledgeCommand() {
    super("acknowledge");
  }

  @Override
  void fill(ObjectNode body) {
    if (minutes != null) {
      body.put("forSeconds", seconds(minutes));
    }
    if (worseBy != null) {
      body.put("worseBy", worseBy);
    }
    if (anotherKind) {
      body.put("anotherKind", true);
    }
  }
}
