package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.PatientContext;
import picocli.CommandLine.Command;

/** {@code vigil patient show}. */
@Command(
    name = "show",
    description =
        "What is known and agreed of a patient, and the latest values, scores and alerts.")
final class PatientShowCommand extends OnePatient {
  @Override
  void act(ServerClient server, Output output) {
    JsonNode answer = server.get(path());
    PatientContext context = ServerAnswer.as(PatientContext.class, answer.path("context"));
    output.print(PatientText.page(context, answer), answer);
  }
}
