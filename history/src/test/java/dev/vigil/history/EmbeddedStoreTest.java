package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;
import static dev.vigil.history.Rows.VITAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the embedded store, and what is its own. */
class EmbeddedStoreTest extends HistoryStoreContract {
  @TempDir private static Path folder;
  private static HistoryStore store;

  @BeforeAll
  static void open() throws Exception {
    store = HistoryStores.embedded(folder, 0);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  HistoryStore store() {
    return store;
  }

  @Override
  HistoryStore reopen() throws Exception {
    store.close();
    store = HistoryStores.embedded(folder, 0);
    return store;
  }

  @Test
  void openingAndClosing_printNothing_andLeaveTheStreams(@TempDir Path other) throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream recording = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(recording);
    System.setErr(recording);
    try {
      HistoryStores.embedded(other, 0).close();

      assertThat(System.out).isSameAs(recording);
      assertThat(System.err).isSameAs(recording);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void openingThatEndsByAnError_leavesTheFolderToTheNext(@TempDir Path other) throws Exception {
    assertThatThrownBy(() -> HistoryStores.embedded(other, 0, EmbeddedStoreTest::missing))
        .isInstanceOf(NoClassDefFoundError.class);

    try (HistoryStore next = HistoryStores.embedded(other, 0)) {
      assertThat(next.ping()).isTrue();
    }
  }

  private static HistoryStore missing(QuestDb questDb) {
    throw new NoClassDefFoundError("a jar is missing");
  }

  @Test
  void httpWithoutThePassword_isRefused() throws Exception {
    URI sql = URI.create(store.endpoint().url() + "/exec?query=select%201");
    URI write = URI.create(store.endpoint().url() + "/write?precision=n");
    String line = "readings,patient=p,vital=v,sensor=s value=1 1";

    assertThat(status(HttpRequest.newBuilder(sql).GET())).isBetween(401, 403);
    assertThat(
            status(HttpRequest.newBuilder(write).POST(HttpRequest.BodyPublishers.ofString(line))))
        .isBetween(401, 403);
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void portThatIsTaken_isNamed(@TempDir Path other) {
    int taken = URI.create(store.endpoint().url()).getPort();

    assertThatThrownBy(() -> HistoryStores.embedded(other, taken))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(other.toString())
        .hasMessageContaining("port " + taken);
  }

  @Test
  void folderOfAnUnknownFormat_isRefusedByName(@TempDir Path other) throws Exception {
    Files.writeString(other.resolve("vigil-history-format"), "99\n");

    assertThatThrownBy(() -> HistoryStores.embedded(other, 0))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("format '99'");
  }

  @Test
  void folderWhoseFirstStartWasKilledWhileItWroteTheFormat_isOpened(@TempDir Path other)
      throws Exception {
    Path format = Files.createFile(other.resolve("vigil-history-format"));

    HistoryStores.embedded(other, 0).close();

    assertThat(format).hasContent("1");
  }

  @Test
  void folderThatIsOpen_isNotOpenedTwice() {
    assertThatThrownBy(() -> HistoryStores.embedded(folder, 0))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void log_namesNoPatient() throws Exception {
    store.write(List.of(Rows.reading("p-secret", NOON, 88, 1, 10)));
    store.readings("p-secret", VITAL, NOON, NOON + 1);

    try (var files = Files.walk(folder.resolve("log"))) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(file -> assertThat(file).content().doesNotContain("p-secret"));
    }
  }

  @Test
  void processKilledAtOnceAfterAWrite_hasLostNothing(@TempDir Path other) throws Exception {
    int rows = 20_000;
    Process process = EmbeddedStoreProcess.start(other, rows);
    assertThat(process.inputReader().readLine()).isEqualTo(EmbeddedStoreProcess.WRITTEN);
    assertThatThrownBy(() -> HistoryStores.embedded(other, 0))
        .as("opened while another process has it open")
        .isInstanceOf(StoreUnavailableException.class);

    process.destroyForcibly().onExit().join();

    try (HistoryStore survivor = HistoryStores.embedded(other, 0)) {
      assertThat(survivor.countReadings()).isEqualTo(rows);
    }
  }
}
