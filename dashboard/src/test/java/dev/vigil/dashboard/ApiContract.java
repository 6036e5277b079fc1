package dev.vigil.dashboard;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the server's answers against its OpenAPI document, with no room for what that leaves out.
 */
final class ApiContract {
  static final ObjectNode DOCUMENT = OpenApi.document();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();
  private static final JsonNode CLOSED = closed(DOCUMENT.path("components").deepCopy());
  private static final String JSON = "application/json";

  private ApiContract() {}

  /** An operation of the document, such as {@code get /api/patients/{id}}. */
  record Operation(String method, String path) {
    JsonNode node() {
      return DOCUMENT.path("paths").path(path).path(method);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** The operation of a request; null if the document has none. */
  static @Nullable Operation of(String method, String path) {
    Operation found = null;
    for (var each : DOCUMENT.path("paths").properties()) {
      boolean matches = path.matches(each.getKey().replaceAll("\\{[a-z]+}", "[^/]+"));
      boolean exact = path.equals(each.getKey());
      if (matches && (found == null || exact)) {
        found = new Operation(method.toLowerCase(ROOT), each.getKey());
      }
    }
    return found == null || found.node().isMissingNode() ? null : found;
  }

  /** What the document doesn't speak of, such as a page, is let through. */
  static void check(HttpResponse<String> response) {
    Operation of = of(response.request().method(), response.uri().getPath());
    if (of == null) {
      return;
    }
    JsonNode answers = of.node().path("responses");
    String status = Integer.toString(response.statusCode());
    JsonNode answer = deref(answers.has(status) ? answers.path(status) : answers.path("default"));
    String type = response.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    assertThat(answer.path("content").fieldNames())
        .toIterable()
        .as("%s answers %s with one of these", of, status)
        .contains(type);
    if (type.equals(JSON)) {
      assertConforms(of + " " + status, answer, response.body());
    }
  }

  /** A body that was accepted is one that the document describes. */
  static void checkRequest(Operation of, String body) {
    JsonNode request = deref(of.node().path("requestBody"));
    assertThat(request.isMissingNode()).as("%s takes no body", of).isEqualTo(body.isEmpty());
    if (request.path("content").has(JSON)) {
      assertConforms(of + " body", request, body);
    }
  }

  private static void assertConforms(String what, JsonNode content, String body) {
    JsonSchema schema =
        SCHEMAS.computeIfAbsent(what, key -> schema(content.at("/content/application~1json")));
    assertThat(schema.validate(body, InputFormat.JSON)).as("%s %s", what, body).isEmpty();
  }

  private static JsonSchema schema(JsonNode media) {
    ObjectNode whole = closed(media.path("schema").deepCopy());
    whole.set("components", CLOSED);
    return FACTORY.getSchema(whole);
  }

  static JsonNode deref(JsonNode node) {
    String reference = node.path("$ref").asText("");
    return reference.isEmpty() ? node : deref(DOCUMENT.at(reference.substring(1)));
  }

  private static <T extends JsonNode> T closed(T node) {
    if (node instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.path("additionalProperties").isObject()) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiContract::closed);
    return node;
  }
}
