package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.simulator.ward.SimulatedWard;
import java.util.HashMap;
import java.util.Map;

/** Brings the patients of a simulated ward to the server. */
final class WardAdmission {
  private final ServerClient server;

  WardAdmission(ServerClient server) {
    this.server = requireNonNull(server, "server is null");
  }

  /**
   * Admits those who are not there yet.
   *
   * @return the second from which the ward's schedule runs: the admission of the first patient, so
   *     that a ward goes on where an earlier one ended
   */
  long admit(SimulatedWard ward) {
    Map<String, Long> admitted = new HashMap<>();
    for (JsonNode patient : server.get("/api/patients").path("patients")) {
      admitted.put(patient.path("patient").asText(), patient.path("admitted").asLong());
    }
    ArrayNode missing = Json.mapper().createArrayNode();
    for (PatientContext context : ward.contexts()) {
      if (!admitted.containsKey(context.patient())) {
        // An admission's fields are a context's.
        missing.addPOJO(Json.mapper().convertValue(context, Admission.class));
      }
    }
    if (!missing.isEmpty()) {
      requireNoneRefused(server.send("POST", "/api/patients", missing));
    }
    PatientContext first = ward.contexts().get(0);
    return admitted.getOrDefault(first.patient(), first.admitted());
  }

  private static void requireNoneRefused(JsonNode answer) {
    JsonNode refused = answer.path("refused");
    if (!refused.isEmpty()) {
      throw VigilException.problem(
          refused.size()
              + " simulated patients were not admitted, the first of them because "
              + refused.get(0).path("error").asText()
              + ". "
              + refused.get(0).path("remedy").asText());
    }
  }
}
