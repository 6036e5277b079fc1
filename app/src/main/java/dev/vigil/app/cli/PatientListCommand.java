package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.schemas.PatientContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil patient list}. */
@Command(name = "list", description = "Everybody who is admitted now.")
final class PatientListCommand extends VigilCommand {
  @Option(names = "--ward", paramLabel = "WARD", description = "Only of this ward.")
  private @Nullable String ward;

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode answer = ServerClient.of(config).get("/api/patients").path("patients");
    List<PatientContext> patients =
        ServerAnswer.list(PatientContext.class, answer).stream()
            .filter(patient -> ward == null || ward.equals(patient.ward()))
            .toList();
    if (patients.isEmpty()) {
      output.text(ward == null ? "Nobody is admitted." : "Nobody is admitted to this ward.");
    } else {
      output.text(PatientText.header());
    }
    patients.forEach(patient -> output.print(PatientText.row(patient), patient));
    return DONE;
  }
}
