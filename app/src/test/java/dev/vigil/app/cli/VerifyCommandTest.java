package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.verify.Mismatch;
import dev.vigil.app.verify.VerifyReport;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final VerifyReport CLEAN = new VerifyReport(0, 60, 7, 5, 1, 1, List.of(), 0);
  private static final VerifyReport WRONG =
      new VerifyReport(
          0,
          60,
          7,
          5,
          1,
          1,
          List.of(
              new Mismatch(
                  "vigil.features", 3, new OutputNumber(12, 34, 0), Mismatch.Kind.MISSING)),
          1);

  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder.resolve("data"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void logWithoutDifference_isExitCodeZero() throws IOException {
    // given
    server.answer("POST /api/verify", Json.mapper().writeValueAsString(CLEAN));

    // when
    Ran text = vigil("verify");
    Ran json = vigil("verify", "--json");

    // then
    assertThat(text.code()).isZero();
    assertThat(text.err()).isEmpty();
    assertThat(text.out())
        .isEqualToIgnoringNewLines(
            "7 records from 1970-01-01T00:00:00Z until 1970-01-01T00:01:00Z folded again: 5"
                + " vectors, 1 alert transitions and 1 episode changes compared, no difference.");
    assertThat(Json.mapper().readValue(json.out(), VerifyReport.class)).isEqualTo(CLEAN);
  }

  @Test
  void eachDifference_isNamedAndExitCodeIsOne() throws IOException {
    // given
    server.answer("POST /api/verify", Json.mapper().writeValueAsString(WRONG));

    // when
    Ran ran = vigil("verify");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out()).contains("1 differ, the first 1 follow.");
    assertThat(ran.err())
        .isEqualToIgnoringNewLines("missing    vigil.features partition 3, number 12:34:0");
  }

  @Test
  void answerOfAnotherVersion_isAProblemAndNoTrace() {
    // given
    server.answer("POST /api/verify", "{\"records\":\"many\"}");

    // when
    Ran ran = vigil("verify");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).startsWith("The server's answer is no VerifyReport").hasLineCount(1);
  }

  @Test
  void offline_refusesAFolderWithoutALogOrInUse() {
    // given
    Path log = folder.resolve("data").resolve("kafka");

    // then
    Ran none = vigil("verify", "--offline");
    assertThat(none.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(none.err()).startsWith("There is no log in " + log);
    assertThat(log).doesNotExist();

    try (FolderLock running = FolderLock.take(log)) {
      Ran taken = vigil("verify", "--offline");
      assertThat(taken.code()).isEqualTo(VigilException.PROBLEM);
      assertThat(taken.err()).contains("A Vigil runs in", "leave --offline out");
    }
  }

  @Test
  void recorded_goesOnlyWithOffline() {
    Ran ran = vigil("verify", "--recorded");

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).startsWith("--recorded goes with --offline");
  }

  private Ran vigil(String... args) {
    return server.vigil(new VerifyCommand(), args);
  }
}
