package dev.vigil.dashboard;

import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The OpenAPI document of the API: operations and bodies as {@code openapi/*.yaml} has them, the
 * records by their own JSON Schemas, and who may what by {@link ApiRule}. A test holds it against
 * the routes and their answers.
 */
final class OpenApi {
  static final String PATH = "/api/openapi.json";

  private static final List<String> FILES =
      List.of(
          "access.yaml",
          "patients.yaml",
          "patient-schemas.yaml",
          "alerts.yaml",
          "drills.yaml",
          "models.yaml",
          "model-schemas.yaml");

  private static final String RECORDS = "/dev/vigil/schemas/json/";

  /** Schemas that others of Vigil keep, by their names here. */
  private static final SortedMap<String, String> KEPT_ELSEWHERE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("AlertTransition", RECORDS + "alert-transition.schema.json"),
              Map.entry("AuditEntry", RECORDS + "audit-entry.schema.json"),
              Map.entry("BacktestProof", RECORDS + "backtest-proof.schema.json"),
              Map.entry("Episode", RECORDS + "episode.schema.json"),
              Map.entry("Feedback", RECORDS + "feedback.schema.json"),
              Map.entry("LedgerEntry", RECORDS + "ledger-entry.schema.json"),
              Map.entry("Outcome", RECORDS + "outcome.schema.json"),
              Map.entry("PatientContext", RECORDS + "context.schema.json"),
              Map.entry("PolicyEntry", RECORDS + "policy-entry.schema.json"),
              Map.entry("PolicyRules", "/dev/vigil/alerting/rules/policy-rules.schema.json"),
              Map.entry("Score", RECORDS + "score.schema.json"),
              Map.entry("TechnicalAlert", RECORDS + "technical-alert.schema.json"),
              Map.entry("WardPlans", "/dev/vigil/alerting/wards/ward-plans.schema.json")));

  private static final List<String> PARTS =
      List.of("schemas", "parameters", "responses", "requestBodies");

  private static final String SCHEMAS = "#/components/schemas/";
  private static final YAMLMapper YAML = new YAMLMapper();

  private final ObjectNode document = document();
  private final Buffer bytes = Buffer.buffer(Json.encode(document));

  void mount(Router router) {
    router.get(PATH).handler(this::send);
  }

  /** What may stand in the query of each path. */
  QueryNames queryNames() {
    return new QueryNames(document);
  }

  /** A path of the routes as the document has it. */
  static String template(String path) {
    return path.replaceAll(":([a-z]+)", "{$1}");
  }

  private void send(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(bytes);
  }

  /** The whole document. */
  static ObjectNode document() {
    ObjectNode document = (ObjectNode) read("openapi/base.yaml", YAML);
    ObjectNode components = document.withObjectProperty("components");
    PARTS.forEach(components::withObjectProperty);
    ArrayNode tags = document.putArray("tags");
    for (String file : FILES) {
      JsonNode part = read("openapi/" + file, YAML);
      PARTS.forEach(name -> put(components.withObjectProperty(name), part.path(name)));
      if (part.has("tag")) {
        tags.add(part.get("tag"));
        tag(part.path("paths"), part.at("/tag/name").asText());
      }
      put(document.withObjectProperty("paths"), part.path("paths"));
    }
    addKeptElsewhere(components.withObjectProperty("schemas"));
    ApiRule.ALL.forEach(rule -> guard(document, rule));
    return document;
  }

  private static void put(ObjectNode into, JsonNode named) {
    named
        .properties()
        .forEach(
            each -> {
              if (into.replace(each.getKey(), each.getValue()) != null) {
                throw new IllegalStateException(each.getKey() + " stands twice in the document");
              }
            });
  }

  private static void tag(JsonNode paths, String name) {
    for (JsonNode path : paths) {
      for (JsonNode operation : path) {
        if (operation instanceof ObjectNode one && one.has("responses")) {
          one.putArray("tags").add(name);
          one.withObjectProperty("responses")
              .putObject("default")
              .put("$ref", "#/components/responses/Failure");
        }
      }
    }
  }

  /** Says who may, in words and as a list; a rule without an operation is left to the test. */
  private static void guard(ObjectNode document, ApiRule rule) {
    String path = template(rule.path());
    String method = rule.method().name().toLowerCase(ROOT);
    if (!(document.path("paths").path(path).path(method) instanceof ObjectNode operation)) {
      return;
    }
    ArrayNode roles = operation.putArray("x-roles");
    Arrays.stream(Role.values())
        .filter(role -> rule.permission() == null || role.may(rule.permission()))
        .forEach(role -> roles.add(role.name().toLowerCase(ROOT)));
    ArrayNode ways = operation.putArray("security");
    ways.addObject().putArray("token");
    ObjectNode session = ways.addObject();
    session.putArray("session");
    if (!rule.method().equals(HttpMethod.GET)) {
      session.putArray("page");
    }
  }

  private static void addKeptElsewhere(ObjectNode schemas) {
    KEPT_ELSEWHERE.forEach(
        (name, resource) -> {
          ObjectNode schema = (ObjectNode) read(resource, Json.mapper());
          schema.remove(List.of("$id", "$schema"));
          pointHere(schema, name);
          put(schemas, Json.mapper().createObjectNode().set(name, schema));
        });
  }

  /** Their references to themselves and to each other become references within the document. */
  private static void pointHere(JsonNode node, String name) {
    if (node instanceof ObjectNode object && object.path("$ref").isTextual()) {
      object.put("$ref", here(object.path("$ref").asText(), name));
    }
    node.forEach(child -> pointHere(child, name));
  }

  private static String here(String reference, String name) {
    if (reference.startsWith("#")) {
      return SCHEMAS + name + reference.substring(1);
    }
    String file = reference.substring(reference.lastIndexOf(':') + 1) + ".schema.json";
    return KEPT_ELSEWHERE.entrySet().stream()
        .filter(kept -> kept.getValue().endsWith("/" + file))
        .map(kept -> SCHEMAS + kept.getKey())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(reference + " is not in the document"));
  }

  private static JsonNode read(String resource, ObjectMapper mapper) {
    try (InputStream in = OpenApi.class.getResourceAsStream(resource)) {
      return mapper.readTree(requireNonNull(in, resource + " is not in the jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " can't be read", e);
    }
  }
}
