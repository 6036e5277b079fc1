package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.failure.VigilException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka   | broker.copies=3                      | broker.copies is 3: expected at most 1
          kafka   | broker.copies-in-sync=2              | broker.copies-in-sync is 2: expected at most 1
          kafka   | broker.quorum=2@b:9093,3@c:9093      | expected this broker, 1@127.0.0.1:9093, in it
          kafka   | broker.quorum=1@127.0.0.1:9093,2@b:1 | broker.cluster-id is empty
          kafka   | broker.port=0                        | expected a whole number 1..65535
          gateway | gateway.id=2                         | kafka.bootstrap is empty
          notifier | webhook.url=http://a                | kafka.bootstrap is empty
          notifier | kafka.bootstrap=b:1 email.host=mail | channels.link is empty
          supervisor | flink.rest-url=http://j:1         | kafka.bootstrap is empty
          supervisor | kafka.bootstrap=b:1               | flink.rest-url is empty
          supervisor | kafka.bootstrap=b:1 flink.rest-url=http://j:1 | flink.checkpoints is empty
          supervisor | kafka.bootstrap=b:1 flink.rest-url=http://j:1 flink.checkpoints=/c | store.kind is not influxdb
          gateway | kafka.bootstrap=b:1                  | gateway.id is "1": expected 1 to 40 letters
          gateway | kafka.bootstrap=b:1 gateway.id=a/b   | gateway.id is "a/b": expected 1 to 40 letters
          """)
  void inconsistentProcess_isRefusedBeforeAnythingIsMade(
      String command, String settings, String message) {
    // given
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(command));
    for (String setting : settings.split(" ", -1)) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of("--data", folder.resolve("data").toString()));

    // when
    int code =
        Vigil.commandLine(
                new KafkaCommand(),
                new GatewayCommand(),
                new NotifierCommand(),
                new SupervisorCommand())
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));

    // then
    assertThat(code).isEqualTo(VigilException.USAGE);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(message);
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
