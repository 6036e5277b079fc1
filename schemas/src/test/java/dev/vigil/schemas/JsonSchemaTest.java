package dev.vigil.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class JsonSchemaTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/vigil/schemas/json");
  private static final int SHORTEST_DESCRIPTION = 8;

  static final List<String> KINDS = JsonSchemas.RECORD_KINDS;

  @Test
  void everySchema_describesEveryField() throws IOException {
    List<String> undescribed = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        JsonNode schema = JsonSchemas.text(name);

        assertThat(schema.path("$schema").asText())
            .as(name)
            .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        fields(schema, name)
            .filter(f -> f.schema().path("description").asText().length() < SHORTEST_DESCRIPTION)
            .forEach(f -> undescribed.add(f.path()));
      }
    }

    assertThat(undescribed).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void everyNumber_hasUnitAndRange(String kind) {
    JsonNode schema = JsonSchemas.text(kind + ".schema.json");

    List<String> vague =
        fields(schema, kind)
            .filter(f -> f.schema().path("type").asText().matches("integer|number"))
            .filter(
                f ->
                    !f.schema().hasNonNull("x-unit")
                        || !f.schema().path("minimum").isNumber()
                        || !f.schema().path("maximum").isNumber())
            .map(Field::path)
            .toList();

    assertThat(vague).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void everyObject_saysWhetherFurtherFieldsAreAllowed(String kind) {
    JsonNode schema = JsonSchemas.text(kind + ".schema.json");

    List<JsonNode> silent =
        schema.findParents("properties").stream()
            .filter(o -> o.path("type").asText().equals("object"))
            .filter(o -> !o.has("additionalProperties"))
            .toList();

    assertThat(silent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tick     | {'writer':'g'}",
        "tick     | {'tick':1.5,'writer':'g'}",
        "tick     | {'tick':'1','writer':'g'}",
        "resume   | {'patient':'p','blindUntil':999999999999999}",
        "readings | {'patient':'p','received':1,'source':'http','readings':[]}",
        "readings | {'patient':'p','received':1,'source':'http','readings':[{'vital':'spo2',"
            + "'sensor':'s','measured':1,'unit':'%','status':'final','version':1}]}",
        "readings | {'patient':'p','received':1,'source':'http','readings':[{'vital':'spo2',"
            + "'sensor':'s','measured':1,'unit':'%','status':'stale','version':1,'value':96}]}",
        "command  | {'patient':'p','id':'c','kind':'sing','alert':'a','sequence':1,'by':'n'}",
        "score    | {'patient':'p','model':'m','version':'1','vector':'1:1:0','known':1,"
            + "'outcome':'score'}",
        "score    | {'patient':'p','model':'m','version':'1','vector':'1','known':1,"
            + "'outcome':'failed','reason':'threw'}",
      })
  void whatTheSchemaRefuses_theCodecRefusesToo(String kind, String singleQuoted) {
    String json = singleQuoted.replace('\'', '"');
    RecordType type = RecordType.ofWireName(kind);

    assertThat(JsonSchemas.of(kind).violations(json)).isNotEmpty();
    assertThat(LogCodecTest.refusal(type, json)).isNotBlank();
  }

  private record Field(String path, JsonNode schema) {}

  /** All fields, of nested objects, list items, map values and shared definitions too. */
  private static Stream<Field> fields(JsonNode schema, String path) {
    Stream<Field> own =
        schema.path("properties").properties().stream()
            .map(p -> new Field(path + "." + p.getKey(), p.getValue()));
    Stream<Field> nested =
        Stream.of("items", "additionalProperties")
            .filter(key -> schema.path(key).isObject())
            .map(key -> new Field(path + "[]", schema.get(key)));
    Stream<Field> defined =
        schema.path("$defs").properties().stream()
            .map(d -> new Field(path + "." + d.getKey(), d.getValue()));
    return Stream.of(own, nested, defined)
        .flatMap(part -> part)
        .flatMap(f -> Stream.concat(Stream.of(f), fields(f.schema(), f.path())))
        .filter(f -> !f.schema().has("$ref") || !f.path().endsWith("[]"));
  }
}
