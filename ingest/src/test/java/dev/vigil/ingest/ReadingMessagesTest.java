package dev.vigil.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.vigil.ingest.Message.Decoded;
import dev.vigil.schemas.VitalSigns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingMessagesTest {
  private static final int MOST = 100;

  @Test
  void jsonTestSuite_isReadAsItsNamesSay() throws IOException {
    List<Path> files = jsonTestSuite();

    for (Path file : files) {
      Decoded decoded = ReadingMessages.JSON.decode(Files.readAllBytes(file), MOST);
      String name = file.getFileName().toString();

      if (!name.startsWith("i_")) {
        assertThat(decoded.readable()).as(name).isEqualTo(name.startsWith("y_"));
      }
      assertThat(decoded.candidates()).as(name).noneMatch(ReadingMessagesTest::couldBeAReading);
    }
    assertThat(files).hasSizeGreaterThan(150);
  }

  @Test
  void jsonTestSuite_asLines_neverFails() throws IOException {
    for (Path file : jsonTestSuite()) {
      Decoded decoded = ReadingMessages.NDJSON.decode(Files.readAllBytes(file), 1_000_000);

      assertThat(decoded.readable()).isTrue();
      assertThat(decoded.candidates())
          .as(file.getFileName().toString())
          .noneMatch(ReadingMessagesTest::couldBeAReading);
    }
  }

  @Test
  void line_thatIsNotJson_isGarbledAlone() {
    String body =
        """
        {"patient":"ann"}

        {"patient":
        {"patient":"bob"} {"patient":"cem"}\r
        {"patient":"dan"}\
        """;

    List<Candidate> candidates =
        ReadingMessages.NDJSON.decode(body.getBytes(UTF_8), MOST).candidates();

    assertThat(candidates)
        .extracting(ReadingMessagesTest::shown)
        .containsExactly("ann", "malformed", "malformed", "dan");
    assertThat(new String(candidates.get(1).raw().kept(), UTF_8)).isEqualTo("{\"patient\":");
  }

  @Test
  void element_knowsItsBytes() {
    String body = " [ {\"patient\":\"änn\"} ,\"b\\u0061r\" , {\"patient\":[{}],\"x\":1}, null,[1]]";

    List<Candidate> candidates =
        ReadingMessages.JSON.decode(body.getBytes(UTF_8), MOST).candidates();

    assertThat(candidates)
        .extracting(candidate -> new String(candidate.raw().kept(), UTF_8).strip())
        .containsExactly(
            "{\"patient\":\"änn\"}", "\"b\\u0061r\"", "{\"patient\":[{}],\"x\":1}", "null", "[1]");
  }

  @Test
  void message_withTooManyReadings_isUnreadable() {
    String body = "[" + "{},".repeat(MOST) + "{}]";

    Decoded decoded = ReadingMessages.JSON.decode(body.getBytes(UTF_8), MOST);

    assertThat(decoded.readable()).isFalse();
    assertThat(shown(decoded.candidates().get(0))).isEqualTo("too-many-readings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'patient':'p','vital':'spo2','value':97,'unit':'%','measured':1772360130}",
        "[{'device':'d','loinc':'59408-5','value':97.5,'unit':'%','measured':'x','sensor':'s'}]",
        "{'measured':'x','value':'alert','status':'corrected','version':2,'by':'n','unit':null}",
        "[]",
        "{'measured':1772360130,'patient':''}",
        "{'measured':1772360130,'patient':1}",
        "{'measured':1772360130,'colour':'red'}",
        "{'measured':1772360130,'version':1.5}",
        "{'measured':1772360130,'by':'a\\u0001'}",
        "{'measured':1772360130,'value':[]}",
        "[7]",
      })
  void decoder_andSchemaAgreeOnShape(String singleQuoted) throws IOException {
    String json = singleQuoted.replace('\'', '"');

    boolean decoded =
        ReadingMessages.JSON.decode(json.getBytes(UTF_8), MOST).candidates().stream()
            .noneMatch(Candidate.Garbled.class::isInstance);

    assertThat(schema().validate(json, InputFormat.JSON).isEmpty()).isEqualTo(decoded);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        VitalSigns.class.getResourceAsStream("json/reading-message.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }

  /** Nothing in the suite has so much as a time. */
  private static boolean couldBeAReading(Candidate candidate) {
    return candidate instanceof Draft draft && draft.measured() != null;
  }

  private static String shown(Candidate candidate) {
    return candidate instanceof Candidate.Garbled garbled
        ? garbled.verdict().reason().code()
        : ((Draft) candidate).patient();
  }

  private static List<Path> jsonTestSuite() throws IOException {
    String configured = System.getenv("VIGIL_DATA");
    Path data = Path.of(configured == null ? "../../shared/data" : configured);
    Path suite = data.resolve("json-test-suite");
    assumeTrue(
        Files.isDirectory(suite), "left out: json-test-suite is not at " + suite + " (VIGIL_DATA)");
    try (Stream<Path> files = Files.list(suite)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
