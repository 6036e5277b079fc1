package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.dashboard.registry.PatientChange;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.registry.Transfer;
import dev.vigil.schemas.PatientContext;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Patients: who is watched, admit, change, transfer, discharge. */
final class PatientRoutes {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int MOST_AT_ONCE = 10_000;

  private final ServerParts parts;
  private final PatientRegistry registry;
  private final SeenPatients seen;

  PatientRoutes(ServerParts parts) {
    this.parts = parts;
    this.registry = parts.registry();
    this.seen = new SeenPatients(registry);
  }

  void mount(Router router) {
    router.get("/api/patients").handler(this::list);
    router.post("/api/patients").handler(this::admit);
    router.get("/api/patients/:id").handler(this::get);
    router.put("/api/patients/:id").handler(this::change);
    router.post("/api/patients/:id/transfer").handler(this::transfer);
    router.post("/api/patients/:id/discharge").handler(this::discharge);
  }

  private void list(RoutingContext context) {
    Caller caller = SignedIn.caller(context);
    List<PatientContext> patients =
        registry.admitted().stream().filter(patient -> caller.sees(patient.ward())).toList();
    Answers.send(context, OK, Map.of("patients", patients));
  }

  private void admit(RoutingContext context) {
    JsonNode body = Answers.body(context, JsonNode.class);
    String by = SignedIn.name(context);
    if (!body.isArray()) {
      Admission admission = Answers.body(context, Admission.class);
      Gate.about(context, admission.patient());
      requireWard(context, admission.ward());
      Answers.send(context, CREATED, registry.admit(admission, by));
      return;
    }
    Admission[] admissions = Answers.body(context, Admission[].class);
    if (admissions.length == 0
        || admissions.length > MOST_AT_ONCE
        || Arrays.stream(admissions).anyMatch(Objects::isNull)) {
      throw RefusedException.invalid(
          "the array is empty, too long or has a null", "1 to " + MOST_AT_ONCE + " admissions");
    }
    Arrays.stream(admissions).forEach(admission -> requireWard(context, admission.ward()));
    Answers.send(
        context, OK, registry.admitAll(List.of(admissions), by).thenApply(PatientRoutes::outcomes));
  }

  private static Map<String, Object> outcomes(List<PatientRegistry.Outcome> outcomes) {
    List<Map<String, String>> refused =
        outcomes.stream()
            .filter(outcome -> outcome.refusal() != null)
            .map(PatientRoutes::refusal)
            .toList();
    return Map.of("admitted", outcomes.size() - refused.size(), "refused", refused);
  }

  private static Map<String, String> refusal(PatientRegistry.Outcome outcome) {
    RefusedException refusal = requireNonNull(outcome.refusal());
    return Map.of(
        "patient", outcome.patient(),
        "error", String.valueOf(refusal.getMessage()),
        "expected", refusal.expected(),
        "remedy", refusal.remedy());
  }

  private void get(RoutingContext context) {
    PatientContext found = seen.find(context);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("context", found);
    body.put("now", parts.ward().now());
    body.put("ready", parts.ward().isReady());
    body.put("view", parts.ward().find(found.patient()));
    Answers.send(context, OK, body);
  }

  private void change(RoutingContext context) {
    PatientChange change = Answers.body(context, PatientChange.class);
    send(context, registry.change(patient(context), change, SignedIn.name(context)));
  }

  private void transfer(RoutingContext context) {
    Transfer to = Answers.body(context, Transfer.class);
    send(context, registry.transfer(patient(context), to, SignedIn.name(context)));
  }

  private void discharge(RoutingContext context) {
    Discharge end = Answers.body(context, Discharge.class);
    send(context, registry.discharge(patient(context), end, SignedIn.name(context)));
  }

  private static void send(RoutingContext context, CompletionStage<PatientContext> done) {
    Answers.send(context, OK, done);
  }

  private String patient(RoutingContext context) {
    return seen.find(context).patient();
  }

  private static void requireWard(RoutingContext context, String ward) {
    if (!SignedIn.caller(context).sees(ward)) {
      throw new RefusedException(
          RefusedException.Kind.FORBIDDEN,
          "the ward is none of yours",
          "one of " + SignedIn.caller(context).wards(),
          "Ask somebody of that ward.");
    }
  }
}
