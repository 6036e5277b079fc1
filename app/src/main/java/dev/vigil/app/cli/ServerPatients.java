package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The patients of a running Vigil, many at once. */
final class ServerPatients {
  /** What the server takes in one request is 10,000, and 4 MiB. */
  private static final int AT_ONCE = 1_000;

  private final ServerClient server;

  ServerPatients(ServerClient server) {
    this.server = requireNonNull(server, "server is null");
  }

  /** Those who are admitted now, by id. */
  SortedMap<String, PatientContext> admitted() {
    SortedMap<String, PatientContext> admitted = new TreeMap<>();
    JsonNode answer = server.get("/api/patients").path("patients");
    for (PatientContext context : ServerAnswer.list(PatientContext.class, answer)) {
      admitted.put(context.patient(), context);
    }
    return admitted;
  }

  /**
   * Admits all.
   *
   * @param what the patients are, for the message
   * @throws VigilException if one is refused
   */
  void admit(List<Admission> admissions, String what) {
    for (int from = 0; from < admissions.size(); from += AT_ONCE) {
      ArrayNode some = Json.mapper().createArrayNode();
      admissions.subList(from, Math.min(from + AT_ONCE, admissions.size())).forEach(some::addPOJO);
      requireNoneRefused(server.send("POST", "/api/patients", some), what);
    }
  }

  private static void requireNoneRefused(JsonNode answer, String what) {
    JsonNode refused = answer.path("refused");
    if (!refused.isEmpty()) {
      throw VigilException.problem(
          refused.size()
              + " "
              + what
              + " were not admitted, the first of them because "
              + refused.get(0).path("error").asText()
              + ". "
              + refused.get(0).path("remedy").asText());
    }
  }

  /** Discharges those who are admitted. */
  void discharge(Collection<String> patients, String because) {
    SortedMap<String, PatientContext> admitted = admitted();
    for (String patient : patients) {
      PatientContext context = admitted.get(patient);
      if (context != null) {
        JsonNode end = Json.mapper().valueToTree(new Discharge(context.version(), because));
        server.send("POST", "/api/patients/" + patient + "/discharge", end);
      }
    }
  }
}
