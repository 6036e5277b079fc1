package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas beside the records, as their users meet them. */
final class JsonSchemas {
  /** Kinds of record that Vigil writes; each has a schema of this name. */
  static final List<String> RECORD_KINDS =
      List.of(
          "readings",
          "context",
          "command",
          "score",
          "tick",
          "resume",
          "feature-vector",
          "alert-transition",
          "episode",
          "ledger-entry",
          "policy-entry",
          "bundle-chunk",
          "rejected",
          "heartbeat",
          "audit-entry",
          "backtest-proof",
          "technical-alert",
          "outcome",
          "feedback",
          "drill-entry",
          "notifier-state",
          "delivery-note",
          "redrive-request",
          "supervisor-state");

  private static final Map<String, JsonSchemas> OPEN = load(false);
  private static final Map<String, JsonSchemas> CLOSED = load(true);

  private final JsonSchema schema;

  private JsonSchemas(JsonSchema schema) {
    this.schema = schema;
  }

  /** The schema as it is. */
  static JsonSchemas of(String kind) {
    return requireNonNull(OPEN.get(kind), kind);
  }

  /** The schema with no room for fields that it doesn't describe. */
  static JsonSchemas closed(String kind) {
    return requireNonNull(CLOSED.get(kind), kind);
  }

  /** What is wrong with the message, empty if nothing. */
  List<String> violations(String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  /** The schema's own text. */
  static JsonNode text(String file) {
    try (InputStream in = JsonSchemas.class.getResourceAsStream("json/" + file)) {
      return Json.mapper().readTree(requireNonNull(in, file + " is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static Map<String, JsonSchemas> load(boolean closed) {
    Map<String, String> texts = new HashMap<>();
    for (String kind : RECORD_KINDS) {
      JsonNode text = text(kind + ".schema.json");
      if (closed) {
        close(text);
      }
      texts.put("urn:vigil:" + kind, text.toString());
    }
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(l -> l.schemas(texts)));
    Map<String, JsonSchemas> schemas = new HashMap<>();
    for (String kind : RECORD_KINDS) {
      schemas.put(kind, new JsonSchemas(factory.getSchema(SchemaLocation.of("urn:vigil:" + kind))));
    }
    return schemas;
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("additionalProperties").asBoolean(false)
        && object.has("properties")) {
      object.set("additionalProperties", BooleanNode.FALSE);
    }
    node.forEach(JsonSchemas::close);
  }
}
