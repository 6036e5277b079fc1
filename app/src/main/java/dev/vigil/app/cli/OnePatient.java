package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import java.util.regex.Pattern;
import picocli.CommandLine.Parameters;

/** A command about one patient of the running Vigil. */
abstract class OnePatient extends VigilCommand {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Parameters(index = "0", paramLabel = "ID", description = "Pseudonymous id of the patient.")
  private String patient = "";

  /** Does the work. */
  abstract void act(ServerClient server, Output output);

  @Override
  protected final int run(VigilConfig config, Output output) {
    requireId(patient);
    act(ServerClient.of(config), output);
    return DONE;
  }

  /**
   * Holds what was given for a patient against the form of ids; the message doesn't repeat it.
   *
   * @throws VigilException if it isn't of that form
   */
  static void requireId(String patient) {
    if (!ID.matcher(patient).matches()) {
      throw VigilException.usage(
          "ID has other than 1 to 64 letters, digits, dots, dashes or underscores: give the"
              + " pseudonymous id, never a name or a number of the hospital's.");
    }
  }

  final String patient() {
    return patient;
  }

  /** Where the API has this patient. */
  final String path() {
    return "/api/patients/" + patient;
  }

  /** The patient's newest context; a change names its version, so that no other is overwritten. */
  final PatientContext context(ServerClient server) {
    return ServerAnswer.as(PatientContext.class, server.get(path()).path("context"));
  }

  /** Sends a change and says what the patient's context has become. */
  final void send(ServerClient server, String method, String path, Object change, Output output) {
    // As it is: a tree would write the limit 130 as 1.3E+2.
    JsonNode body = Json.mapper().getNodeFactory().pojoNode(change);
    JsonNode answer = server.send(method, path, body);
    PatientContext after = ServerAnswer.as(PatientContext.class, answer);
    output.print(PatientText.sentence(after), after);
  }
}
