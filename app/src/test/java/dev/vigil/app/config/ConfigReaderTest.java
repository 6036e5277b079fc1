package dev.vigil.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.config.VigilConfig.StoreKind;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.PatientContext.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  @TempDir private Path folder;

  @Test
  void flags_winOverVariablesOverTheFileOverDefaults() throws IOException {
    // given
    Path file =
        write(
            """
            kafka:
              partitions: 12
              port: 9092
            gateway:
              port: 9000
            flink:
            store:
              kind: InfluxDB
            """);
    Map<String, String> variables =
        Map.of("VIGIL_KAFKA_PORT", "9093", "VIGIL_GATEWAY_PORT", "9001");

    // when
    VigilConfig config = ConfigReader.read(file, variables, Map.of("gateway.port", "9002"));

    // then
    assertThat(config.kafka()).isEqualTo(new VigilConfig.Kafka("", 9093, 12));
    assertThat(config.gateway()).isEqualTo(new VigilConfig.Gateway("127.0.0.1", 9002, "1", 0));
    assertThat(config.store().kind()).isEqualTo(StoreKind.INFLUXDB);
    assertThat(config.flink().checkpointSeconds()).isEqualTo(5);
  }

  @Test
  void truth_isReadFromFileAndVariable() throws IOException {
    Path file = write("notifier:\n  elsewhere: true\n");
    Map<String, String> variable = Map.of("VIGIL_NOTIFIER_ELSEWHERE", "False");

    assertThat(ConfigReader.read(null, Map.of(), Map.of()).notifier().elsewhere()).isFalse();
    assertThat(ConfigReader.read(file, Map.of(), Map.of()).notifier().elsewhere()).isTrue();
    assertThat(ConfigReader.read(file, variable, Map.of()).notifier().elsewhere()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          kafka: {partitons: 3}        | kafka.partitons (FILE) is not a known key: did you mean kafka.partitions?
          kafak: {port: 3}             | kafak.port (FILE) is not a known key: did you mean kafka.port?
          kafka: {partitions: 0}       | kafka.partitions is "0" (FILE): expected a whole number 1..1000.
          kafka: {partitions: many}    | kafka.partitions is "many" (FILE): expected a whole number 1..1000.
          log: {hours: 71}             | log.hours is "71" (FILE): expected a whole number 72..87600, or -1 for ever.
          store: {kind: postgres}      | store.kind is "postgres" (FILE): expected one of auto, embedded, influxdb.
          flink: {state-backend: hdd}  | flink.state-backend is "hdd" (FILE): expected one of heap, rocksdb.
          webhook: {origins: demos}    | webhook.origins is "demos" (FILE): expected one or more of real, replay, demo, training, with commas between them.
          webhook: {origins: ''}       | webhook.origins is "" (FILE): expected one or more of real, replay, demo, training, with commas between them.
          store: {password: hush}      | store.password (FILE) is a secret: put it into a file and name that in store.password-file, or into the variable VIGIL_STORE_PASSWORD.
          store: {password-file: gone} | store.password-file names gone (FILE), which can't be read: expected a text file that holds only the secret.
          server: {host: ''}           | server.host is "" (FILE): expected a text.
          server: 8080                 | server (FILE) is one value: expected a section with keys below it.
          kafak: {}                    | kafak (FILE) is not a known key: did you mean kafka.port?
          notifier: {elsewhere: maybe} | notifier.elsewhere is "maybe" (FILE): expected true or false.
          server: {port: [1, 2]}       | server.port (FILE) is a list: expected one value.
          server: {port: {http: 1}}    | server.port (FILE) is a section: expected one value.
          just words                   | FILE holds no sections: expected "key: value" lines, as in vigil.example.yaml.
          'kafka: {'                   | FILE is not YAML at line 1: expected sections with "key: value" lines, as in vigil.example.yaml.
          """)
  void wrongFile_isNamedWithWhatIsAllowed(String yaml, String message) throws IOException {
    // given
    Path file = write(yaml.equals("'kafka: {'") ? "kafka: {" : yaml);

    // when, then
    assertThatThrownBy(() -> ConfigReader.read(file, Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            VigilException.class, e -> assertThat(e.exitCode()).isEqualTo(VigilException.USAGE))
        .hasMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void unknownVariable_isRefusedButNotThoseOfTheStartScript() {
    // given
    Map<String, String> variables = new HashMap<>();
    variables.put("VIGIL_JAVA_OPTS", "-Xmx2g");
    variables.put("VIGIL_DATA", "recordings");
    assertThat(ConfigReader.read(null, variables, Map.of()).data().folder())
        .isEqualTo(Path.of("./data"));

    // when
    variables.put("VIGIL_SERVR_PORT", "1");

    // then
    assertThatThrownBy(() -> ConfigReader.read(null, variables, Map.of()))
        .hasMessage(
            "The variable VIGIL_SERVR_PORT is not a known key: did you mean VIGIL_SERVER_PORT?");
  }

  /** Which one won was by chance. */
  @Test
  void secretThatIsSaidTwice_isRefusedByBothNames() {
    Map<String, String> both =
        Map.of("VIGIL_WEBHOOK_SECRET", "hush", "VIGIL_WEBHOOK_SECRET_FILE", "secret");

    assertThatThrownBy(() -> ConfigReader.read(null, both, Map.of()))
        .hasMessage(
            "VIGIL_WEBHOOK_SECRET and VIGIL_WEBHOOK_SECRET_FILE are both set: expected one of them,"
                + " the secret or the file that holds it.");
  }

  @Test
  void secret_comesFromFileOrVariableAndIsNeverPrinted() throws IOException {
    // given
    Path secret = Files.writeString(folder.resolve("secret"), "hush\n");

    // when
    VigilConfig fromFile =
        ConfigReader.read(null, Map.of("VIGIL_WEBHOOK_SECRET_FILE", secret.toString()), Map.of());
    VigilConfig fromVariable =
        ConfigReader.read(null, Map.of("VIGIL_WEBHOOK_SECRET", "hush"), Map.of());

    // then
    assertThat(fromFile).isEqualTo(fromVariable);
    assertThat(fromFile.webhook().secret().value()).isEqualTo("hush");
    assertThat(fromFile.store().password().isPresent()).isFalse();
    assertThat(fromFile.toString()).doesNotContain("hush");
  }

  @Test
  void origins_areASet_andAChannelIsForRealPatientsUnlessItSaysOtherwise() {
    VigilConfig config =
        ConfigReader.read(null, Map.of(), Map.of("webhook.origins", "training, demo"));

    assertThat(config.webhook().origins().all())
        .containsExactlyInAnyOrder(Origin.TRAINING, Origin.DEMO);
    assertThat(config.email().origins().all()).containsExactly(Origin.REAL);
    assertThat(config.fhir().origins().all()).containsExactly(Origin.REAL);
  }

  @Test
  void example_holdsEveryKeyWithItsDefault() throws IOException {
    // given
    Path example = Path.of("..", "vigil.example.yaml");

    // when
    String expected = ConfigExample.yaml();
    Files.writeString(Path.of("target", "vigil.example.yaml"), expected);

    // then
    assertThat(ConfigReader.read(example, Map.of(), Map.of()))
        .isEqualTo(ConfigReader.read(null, Map.of(), Map.of()));
    assertThat(example)
        .as("made from VigilConfig: copy app/target/vigil.example.yaml there")
        .hasContent(expected);
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("vigil.yaml"), yaml);
  }
}
