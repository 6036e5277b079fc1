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
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Patients: who is watched, admit, change, transfer, discharge, and their past. */
final class PatientRoutes {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int MOST_AT_ONCE = 10_000;
  private static final long LONGEST_HISTORY_SECONDS = 31 * 24 * 3600L;

  private final ServerParts parts;
  private final PatientRegistry registry;

  PatientRoutes(ServerParts parts) {
    this.parts = parts;
    this.registry = parts.registry();
  }

  void mount(Router router) {
    router.get("/api/patients").handler(this::list);
    router.post("/api/patients").handler(this::admit);
    router.get("/api/patients/:id").handler(this::get);
    router.put("/api/patients/:id").handler(this::change);
    router.post("/api/patients/:id/transfer").handler(this::transfer);
    router.post("/api/patients/:id/discharge").handler(this::discharge);
    router.get("/api/patients/:id/history").handler(this::history);
  }

  private void list(RoutingContext context) {
    Caller caller = SignedIn.caller(context);
    List<PatientContext> seen =
        registry.admitted().stream().filter(patient -> caller.sees(patient.ward())).toList();
    Answers.send(context, OK, Map.of("patients", seen));
  }

  private void admit(RoutingContext context) {
    JsonNode body = Answers.body(context, JsonNode.class);
    String by = SignedIn.name(context);
    if (!body.isArray()) {
      Admission admission = Answers.body(context, Admission.class);
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
    PatientContext found = find(context);
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

  private void history(RoutingContext context) {
    String patient = patient(context);
    VitalSign vital = vital(context.request().getParam("vital"));
    long from = Answers.second(context, "from");
    long to = Answers.second(context, "to");
    if (to < from || to - from > LONGEST_HISTORY_SECONDS) {
      throw RefusedException.invalid(
          "the range is empty or too long", "from not after to, at most 31 days");
    }
    context
        .vertx()
        .executeBlocking(() -> parts.history().readings(patient, vital.id(), from, to), false)
        .onSuccess(points -> Answers.send(context, OK, course(patient, vital, points)))
        .onFailure(failure -> context.fail(storeAway()));
  }

  private static Map<String, Object> course(
      String patient, VitalSign vital, List<HistoryReader.Point> points) {
    return Map.of(
        "patient", patient, "vital", vital.id(), "unit", vital.unit(), "points", pairs(points));
  }

  private static List<JsonNode> pairs(List<HistoryReader.Point> points) {
    return points.stream()
        .<JsonNode>map(
            point -> Json.mapper().createArrayNode().add(point.second()).add(point.value()))
        .toList();
  }

  private String patient(RoutingContext context) {
    return find(context).patient();
  }

  /** A patient of another ward is as unknown as one who never was. */
  private PatientContext find(RoutingContext context) {
    String id = context.pathParam("id");
    PatientContext found = registry.find(id);
    if (found == null || !SignedIn.caller(context).sees(found.ward())) {
      throw RefusedException.unknownPatient(printable(id));
    }
    return found;
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

  private static VitalSign vital(@Nullable String id) {
    VitalSign vital = id == null ? null : VitalSigns.catalogue().find(id);
    if (vital == null) {
      throw RefusedException.invalid(
          "'vital' is missing or not in the catalogue", "the id of a vital sign");
    }
    return vital;
  }

  private static String printable(String id) {
    return id.matches("[A-Za-z0-9._-]{1,64}") ? id : "of this id";
  }

  private static RefusedException storeAway() {
    return new RefusedException(
        RefusedException.Kind.UNAVAILABLE,
        "the history store does not answer",
        "a store that is up",
        "Look at /api/status; the live values and alerts do not depend on the store.");
  }
}
