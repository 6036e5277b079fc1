package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input ends in one sentence that names the thing, with the exit code that says whose it is.
 */
class CommandLineTest {
  private static final int DONE = 0;
  private static final int PROBLEM = 1;
  private static final int USAGE = 2;
  private static final String HEADER = "HR|FiO2|Lactate|Age|Gender|Unit1|ICULOS|SepsisLabel";

  @TempDir private Path folder;
  private Path stay;
  private Path data;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeRecording() throws IOException {
    data = folder.resolve("data");
    stay = folder.resolve("p000001.psv");
    Files.writeString(stay, HEADER + "\n80|NaN|NaN|70|1|NaN|1|0\n82|NaN|NaN|70|1|NaN|2|0\n");
  }

  static Stream<Arguments> wrongUsages() {
    return Stream.of(
        Arguments.of("No command given", new String[] {}),
        Arguments.of("did you mean replay", new String[] {"repla"}),
        Arguments.of("add --standalone", new String[] {"replay", "STAY"}),
        Arguments.of(
            "--patients is 0", new String[] {"replay", "STAY", "--standalone", "--patients", "0"}),
        Arguments.of(
            "'many'", new String[] {"replay", "STAY", "--standalone", "--patients", "many"}),
        Arguments.of(
            "did you mean gateway.port",
            new String[] {"replay", "STAY", "--standalone", "--set", "gatway.port=1"}),
        Arguments.of(
            "expected a whole number 0..65535",
            new String[] {"replay", "STAY", "--standalone", "--set", "gateway.port=http"}),
        Arguments.of(
            "vigil.example.yaml",
            new String[] {"replay", "STAY", "--standalone", "--config", "STAY"}),
        Arguments.of(
            "expected features, alerts", new String[] {"up", "--rebuild-state", "feature"}),
        Arguments.of("nowhere.yaml", new String[] {"up", "--config", "nowhere.yaml"}));
  }

  @ParameterizedTest
  @MethodSource("wrongUsages")
  void wrongUsage_endsWithTwo(String named, String[] arguments) {
    // when
    int code = vigil(arguments);

    // then
    assertThat(code).isEqualTo(USAGE);
    requireOneSentence(err.toString().lines().toList(), named);
    assertThat(out.toString()).isEmpty();
  }

  /** The script's own command: everything else is told by what it starts. */
  @Test
  void testHelp_saysWhatItDoesAndTestsNothing() throws Exception {
    // when
    Process process = VigilScript.start(data, List.of("test", "--soak", "--help"));

    // then
    assertThat(process.waitFor()).isZero();
    assertThat(VigilScript.said(data)).startsWith("Usage: vigil test").contains("--soak", "--yes");
  }

  @Test
  void unreadableRecordings_endWithOneAndTheirNames() throws IOException {
    // given
    Path text = Files.writeString(folder.resolve("notes.txt"), "no recording");
    Path wrongColumns = Files.writeString(folder.resolve("p2.psv"), "a|b|c\n1|2|3\n");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path garbage = Files.write(folder.resolve("cut.tar.gz"), new byte[] {31, (byte) 139, 8, 0, 1});

    for (Path recording : List.of(folder.resolve("missing"), text, wrongColumns, empty, garbage)) {
      err.getBuffer().setLength(0);

      // when
      int code = vigil("replay", recording.toString(), "--standalone");

      // then
      assertThat(code).as("replay %s", recording).isEqualTo(PROBLEM);
      requireOneSentence(err.toString().lines().toList(), recording.getFileName().toString());
    }
  }

  @Test
  void truncatedArchive_endsWithOneBeforeAnythingIsStarted() throws Exception {
    // given
    Path whole = folder.resolve("whole.tar.gz");
    run("tar", "-czf", whole.toString(), "-C", folder.toString(), stay.getFileName().toString());
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(bytes, bytes.length - 20));

    // when
    int code = vigil("replay", cut.toString(), "--standalone");

    // then
    assertThat(code).isEqualTo(PROBLEM);
    requireOneSentence(err.toString().lines().toList(), "cut.tar.gz is damaged or cut off");
    assertThat(data.resolve("replays").resolve("cut.tar.gz-all").resolve("kafka")).doesNotExist();
  }

  @Test
  void takenPort_endsWithOneAndItsName() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // given
      String port = Integer.toString(other.getLocalPort());

      // when
      try (WorldProcess process =
          WorldProcess.start(folder, replay(stay, "gateway.port=" + port, "server.port=0"))) {
        int code = process.awaitEnd();

        // then
        assertThat(code).isEqualTo(PROBLEM);
        requireNoTrace(process);
        assertThat(process.err()).last().asString().contains(port).contains("gateway.port");
      }
    }
  }

  @Test
  void secondVigilOnTheSameFolder_endsWithOneAndHarmsNothing() throws Exception {
    // given a replay that is under way, of a recording with rows that are not rows
    Path stays = Files.createDirectory(folder.resolve("stays"));
    Files.writeString(
        stays.resolve("p000001.psv"), rows(8) + "80|NaN\nhigh|NaN|NaN|70|1|NaN|14|0\n");
    List<String> arguments = replay(stays, "gateway.port=0", "server.port=0");
    try (WorldProcess first = WorldProcess.start(folder, arguments)) {
      first.awaitSaid(line -> line.startsWith("recorded hour"));

      // when
      List<String> again = new ArrayList<>(arguments);
      again.add("--fresh");
      try (WorldProcess second = WorldProcess.start(folder, again)) {
        int code = second.awaitEnd();

        // then
        assertThat(code).isEqualTo(PROBLEM);
        requireNoTrace(second);
        assertThat(second.err()).last().asString().contains("is in use by another Vigil");
      }
      assertThat(first.awaitEnd()).as("the first one, which said %s", first.err()).isEqualTo(DONE);
      requireNoTrace(first);
      assertThat(first.lastObject().path("malformed_rows").asInt()).isEqualTo(2);
      assertThat(first.lastObject().path("balanced").asBoolean()).isTrue();
    }
  }

  private static String rows(int hours) {
    StringBuilder rows = new StringBuilder(HEADER).append('\n');
    for (int hour = 1; hour <= hours; hour++) {
      rows.append(80 + hour).append("|NaN|NaN|70|1|NaN|").append(hour).append("|0\n");
    }
    return rows.toString();
  }

  private List<String> replay(Path recording, String... settings) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("replay", recording.toString(), "--standalone", "--json"));
    arguments.addAll(List.of("--data", data.toString()));
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    return arguments;
  }

  /** In this process; STAY stands for the recording, and the data folder is the test's. */
  private int vigil(String... arguments) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      all.add(argument.equals("STAY") ? stay.toString() : argument);
    }
    if (all.size() > 1) {
      all.addAll(List.of("--data", data.toString()));
    }
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private static void requireOneSentence(List<String> lines, String named) {
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains(named).matches(".*[.?]");
  }

  private static void requireNoTrace(WorldProcess process) {
    List<String> terminal = new ArrayList<>(process.out());
    terminal.addAll(process.err());
    assertThat(terminal).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception:"));
  }

  private void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
