package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.GoldenMessages.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wire forms, as committed in {@code src/test/resources/golden}. After a wanted change of a
 * form, {@code mvn -pl schemas test -Dtest=GoldenMessagesTest -Dgolden.write=true} writes the files
 * anew from {@link GoldenMessages}; the diff is then what the change means to others.
 */
class GoldenMessagesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @BeforeAll
  static void writeIfAsked() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      for (Golden golden : GoldenMessages.all()) {
        Files.write(FOLDER.resolve(golden.file()), golden.encoded());
      }
    }
  }

  static List<Golden> goldens() {
    return GoldenMessages.all();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void value_isWrittenAsTheGoldenBytes(Golden golden) throws IOException {
    String written = new String(golden.encoded(), UTF_8);

    assertThat(written).isEqualTo(Files.readString(FOLDER.resolve(golden.file())));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenBytes_areReadAsTheValueAndWrittenBack(Golden golden) throws Exception {
    byte[] bytes = Files.readAllBytes(FOLDER.resolve(golden.file()));

    Object read = golden.decode(bytes);

    assertThat(read).isEqualTo(golden.value());
    assertThat(Golden.encode(read)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void goldenBytes_validateAgainstTheirSchema(Golden golden) throws IOException {
    String json = Files.readString(FOLDER.resolve(golden.file()));

    assertThat(JsonSchemas.of(golden.kind()).violations(json)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void writers_writeOnlyDescribedFields(Golden golden) throws IOException {
    String json = Files.readString(FOLDER.resolve(golden.file()));

    assertThat(JsonSchemas.closed(golden.kind()).violations(json)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void unknownField_isSkipped(Golden golden) throws Exception {
    String json = Files.readString(FOLDER.resolve(golden.file()));
    String newer = "{\"zz\":{\"of\":[\"a newer\",1.5,null]}," + json.substring(1);

    Object read = golden.decode(newer.getBytes(UTF_8));

    assertThat(read).isEqualTo(golden.value());
    assertThat(JsonSchemas.of(golden.kind()).violations(newer)).isEmpty();
  }

  @Test
  void folder_holdsWhatTheGeneratorMakes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();

      assertThat(names)
          .containsExactlyInAnyOrderElementsOf(goldens().stream().map(Golden::file).toList());
    }
  }

  @Test
  void everyRecordKind_hasAGoldenMessage() {
    List<String> kinds = goldens().stream().map(Golden::kind).distinct().toList();

    assertThat(kinds).containsExactlyInAnyOrderElementsOf(JsonSchemas.RECORD_KINDS);
  }
}
