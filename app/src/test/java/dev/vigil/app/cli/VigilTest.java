package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.FolderLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class VigilTest {
  @TempDir private Path folder;
  private String data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void chooseFolder() {
    data = folder.resolve("data").toString();
  }

  @Test
  void doctor_findsAWellMachineAndChangesNothing() {
    // when
    int code =
        vigil(
            "doctor",
            "--json",
            "--data",
            data,
            "--set",
            "gateway.port=0",
            "--set",
            "server.port=0");

    // then
    assertThat(code).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines())
        .hasSize(9)
        .allMatch(line -> line.startsWith("{\"check\":\"") && line.endsWith("\"}"))
        .noneMatch(line -> line.contains("\"problem\""));
    assertThat(Path.of(data)).doesNotExist();
  }

  @Test
  void doctor_namesATakenPort() throws IOException {
    // given
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      // when
      int code = vigil("doctor", "--data", data, "--set", "server.port=" + port);

      // then
      assertThat(code).isEqualTo(VigilException.PROBLEM);
      assertThat(out.toString().lines())
          .anyMatch(l -> l.startsWith("problem  server   127.0.0.1:" + port + " is taken"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1.6.7~rc0, ok", "v1.8.10, ok", "1.3.9, problem", "v2.7.1, problem"})
  void doctor_namesTheVersionOfInfluxDb(String version, String status) throws IOException {
    // given
    HttpServer influxDb =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    influxDb.createContext(
        "/ping",
        exchange -> {
          exchange.getResponseHeaders().set("X-Influxdb-Version", version);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    influxDb.start();
    try {

      // when
      String url = "store.url=http://127.0.0.1:" + influxDb.getAddress().getPort();
      vigil("doctor", "--data", data, "--set", "store.kind=influxdb", "--set", url);

      // then
      assertThat(out.toString().lines())
          .anyMatch(line -> line.matches(status + " +store .*" + Pattern.quote(version) + ".*"));
    } finally {
      influxDb.stop(0);
    }
  }

  @Test
  void doctor_seesARunningVigil() {
    // given
    try (FolderLock running = FolderLock.take(Path.of(data))) {

      // when
      vigil("doctor", "--data", data);

      // then
      assertThat(out.toString())
          .contains("a Vigil runs here (process " + ProcessHandle.current().pid() + ")")
          .contains("of the running Vigil");
    }
  }

  @Test
  void wrongUsage_endsWithTwoAndOneSentence() {
    assertThat(vigil()).isEqualTo(VigilException.USAGE);
    assertThat(vigil("doctr")).isEqualTo(VigilException.USAGE);
    assertThat(vigil("doctor", "--jsn")).isEqualTo(VigilException.USAGE);
    assertThat(vigil("doctor", "--set", "server.port=http")).isEqualTo(VigilException.USAGE);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines())
        .containsExactly(
            "No command given. See vigil --help.",
            "Unmatched argument at index 0: 'doctr': did you mean doctor? See vigil --help.",
            "Unknown option: '--jsn': did you mean --json? See vigil doctor --help.",
            "server.port is \"http\" (from a flag): expected a whole number 0..65535.");
  }

  @Test
  void optionBetweenTheWordsOfACommand_isRefusedAndNotLost() {
    // when: nobody would look at it there, and the users of another folder were listed
    int code =
        vigil(
            new UserCommand(),
            "user",
            "--data",
            folder.resolve("other").toString(),
            "list",
            "--data",
            data);

    // then
    assertThat(code).isEqualTo(VigilException.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "--data stands before 'list': give options after it. See vigil user list --help.");
  }

  @Test
  void problem_endsWithOneAndItsCauseOnlyInTheLogFile() throws IOException {
    // given
    var failing =
        new Failing(
            VigilException.problem("The disk is full: make room.", new IOException("ENOSPC")));

    // when
    int code = vigil(failing, "failing", "--data", data);

    // then
    assertThat(code).isEqualTo(VigilException.PROBLEM);
    assertThat(err.toString().lines()).containsExactly("The disk is full: make room.");
    assertThat(Files.readString(Path.of(data, "logs", "commands.log")))
        .contains("vigil failing ended")
        .contains("Caused by: java.io.IOException: ENOSPC");
  }

  @Test
  void unexpectedFailure_leadsToTheLogFileWithoutATrace() throws IOException {
    // when
    int code = vigil(new Failing(new IllegalStateException("a defect")), "failing", "--data", data);

    // then
    assertThat(code).isEqualTo(VigilException.PROBLEM);
    Path log = Path.of(data, "logs", "commands.log");
    assertThat(err.toString().lines())
        .containsExactly(
            "vigil failing failed on something it did not expect (IllegalStateException): what it"
                + " was stands in "
                + log
                + ".");
    assertThat(Files.readString(log)).contains("java.lang.IllegalStateException: a defect");
  }

  private int vigil(String... args) {
    return vigil(new Failing(new IllegalStateException()), args);
  }

  private int vigil(VigilCommand more, String... args) {
    CommandLine line = Vigil.commandLine(more);
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
  }

  @Command(name = "failing")
  private static final class Failing extends VigilCommand {
    private final RuntimeException failure;

    Failing(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    protected int run(VigilConfig config, Output output) {
      throw failure;
    }
  }
}
