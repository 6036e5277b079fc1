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

class AlertsDeliveriesCommandTest {
  private static final String ROWS =
      "{\"deliveries\":[{\"channel\":\"webhook\",\"key\":\"5f3a/2\",\"at\":1772366400,"
          + "\"delivered\":false,\"attempts\":3,\"detail\":\"http-422\"}]}";

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
  void deliveries_areListed_andFailedOnesAreAProblem() {
    server.answer("GET /api/deliveries", ROWS);

    Ran all = vigil("deliveries");
    Ran failed = vigil("deliveries", "--failed");

    assertThat(all.code()).isZero();
    assertThat(all.out().strip())
        .matches("2026-03-01T12:00:00Z +webhook +refused +5f3a/2 +http-422, 3 tries");
    assertThat(failed.code()).isEqualTo(1);
  }

  @Test
  void nothingRefused_isNoProblem() {
    server.answer("GET /api/deliveries", "{\"deliveries\":[]}");

    Ran failed = vigil("deliveries", "--failed");

    assertThat(failed.code()).isZero();
    assertThat(failed.out()).contains("Nothing was refused.");
  }

  @Test
  void redrive_saysWhichAreMeant_andHowManyThereAre() {
    server.answer("POST /api/deliveries/redrive", "{\"redriven\":1}");

    Ran one = vigil("deliveries", "redrive", "5f3a/2", "--channel", "webhook");
    Ran vague = vigil("deliveries", "redrive");
    server.answer("POST /api/deliveries/redrive", "{\"redriven\":0}");
    Ran none = vigil("deliveries", "redrive", "--all");

    assertThat(one.code()).isZero();
    assertThat(one.out()).startsWith("1 told once more");
    assertThat(server.requests())
        .contains("POST /api/deliveries/redrive {\"key\":\"5f3a/2\",\"channel\":\"webhook\"}");
    assertThat(vague.code()).isEqualTo(VigilException.USAGE);
    assertThat(none.code()).isEqualTo(VigilException.PROBLEM);
  }

  @Test
  void close_saysWhichAreMeant_andWhy() {
    server.answer("POST /api/deliveries/close", "{\"closed\":2,\"ofOthers\":0}");

    Ran some = vigil("deliveries", "close", "--channel", "fhir", "--because", "it is gone");
    Ran vague = vigil("deliveries", "close", "--because", "it is gone");
    Ran noReason = vigil("deliveries", "close", "--all");

    assertThat(some.code()).isZero();
    assertThat(some.out()).startsWith("2 closed");
    assertThat(server.requests())
        .contains(
            "POST /api/deliveries/close"
                + " {\"key\":null,\"channel\":\"fhir\",\"because\":\"it is gone\"}");
    assertThat(vague.code()).isEqualTo(VigilException.USAGE);
    assertThat(noReason.code()).isEqualTo(VigilException.USAGE);
  }

  private Ran vigil(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "alerts";
    System.arraycopy(words, 0, all, 1, words.length);
    return server.vigil(new AlertsCommand(), all);
  }
}
