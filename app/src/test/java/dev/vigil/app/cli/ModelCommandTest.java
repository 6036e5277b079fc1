package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandTest {
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
  void withoutASecondWord_namesThem() {
    Ran ran = server.vigil(new ModelCommand(), "model");

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err())
        .contains(
            "vigil model needs one more word: list, show, train, evaluate, recalibrate, forecast,"
                + " import, sign");
  }

  @Test
  void list_showsLiveModelsAndWhyAJobDoesNotRun() {
    // given
    server.answer(
        "GET /api/status",
        "{\"live_models\":[\"news2:1\"],\"jobs\":{\"features\":{\"status\":\"FAILED\"},"
            + "\"scoring-3fa9\":{\"status\":\"SUBMITTED\",\"models\":[\"news2:1\",\"qsofa:1\"],"
            + "\"reason\":\"bundle damaged\"}}}");

    // when
    Ran ran = server.vigil(new ModelCommand(), "model", "list");

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.out().lines())
        .satisfiesExactly(
            live -> assertThat(live).matches("news2:1 +live"),
            job ->
                assertThat(job)
                    .matches("scoring-3fa9 +SUBMITTED +news2:1, qsofa:1 +bundle damaged"));
  }
}
