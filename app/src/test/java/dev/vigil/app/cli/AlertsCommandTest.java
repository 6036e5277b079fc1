package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCommandTest {
  private static final String ALERTS = "GET /api/alerts";
  private static final String NONE = "{\"alerts\":[]}";

  @TempDir private Path folder;
  private FakeServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Long> pauses = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder);
    server.answer(ALERTS, alerts(alert("a1", 1, "active")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void openAlerts_arePrintedOnce() {
    Ran ran = server.vigil(new AlertsCommand(), "alerts");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualToIgnoringNewLines("high  active  a/7  ann  low a1  a1/1");
  }

  @Test
  void noOpenAlerts_areSaid() {
    server.answer(ALERTS, NONE);

    assertThat(server.vigil(new AlertsCommand(), "alerts").out())
        .isEqualToIgnoringNewLines("No open alerts.");
  }

  @Test
  void follower_printsWhatChanges() throws InterruptedException {
    follow(
        () -> {},
        () -> server.answer(ALERTS, alerts(alert("a1", 2, "acknowledged"))),
        () -> server.answer(ALERTS, NONE));

    assertThat(out.toString().lines())
        .containsExactly(
            "high  active  a/7  ann  low a1  a1/1",
            "high  acknowledged  a/7  ann  low a1  a1/2",
            "resolved  a1");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void serverThatIsAway_isWaitedFor_andNothingIsPrintedTwice() throws InterruptedException {
    follow(
        () -> server.answer(ALERTS, alerts(alert("a1", 1, "active"), alert("a2", 1, "active"))),
        server::close,
        () -> {},
        () -> {},
        this::comeBackElsewhere,
        () -> {});

    assertThat(out.toString().lines())
        .containsExactly(
            "high  active  a/7  ann  low a1  a1/1",
            "high  active  a/7  ann  low a2  a2/1",
            "high  active  a/7  ann  low a3  a3/1",
            "resolved  a1");
    assertThat(err.toString().lines())
        .containsExactly(
            "The server doesn't answer: NOT LIVE. It is asked again until it does.",
            "The server answers again.");
    assertThat(pauses).containsExactly(1L, 1L, 2L, 4L, 8L, 1L, 1L);
  }

  @Test
  void serverThatCanNotAtTheMoment_isWaitedFor() throws InterruptedException {
    follow(
        () -> server.refuse(ALERTS, 503, "{\"error\":\"not yet\"}"),
        () -> server.refuse(ALERTS, 200, alerts(alert("a1", 1, "active"))));

    assertThat(out.toString()).hasLineCount(1);
    assertThat(err.toString()).hasLineCount(2);
  }

  @Test
  void serverThatRefuses_endsTheFollower() {
    assertThatThrownBy(
            () -> follow(() -> server.refuse(ALERTS, 401, "{\"error\":\"who are you\"}")))
        .isInstanceOf(VigilException.class)
        .hasMessage("who are you.");
  }

  @Test
  void serverThatIsAwayAtTheBeginning_isAProblem() {
    server.close();

    Ran ran = FakeServer.vigil(folder, new AlertsCommand(), "alerts", "--follow");

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).startsWith("No Vigil answers at http://127.0.0.1:");
  }

  /** With its alerts of before, but for one, and on another port. */
  private void comeBackElsewhere() {
    try {
      server = new FakeServer(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.answer(ALERTS, alerts(alert("a2", 1, "active"), alert("a3", 1, "active")));
  }

  /** Follows; each step comes before the next look. */
  private void follow(Runnable... steps) throws InterruptedException {
    VigilConfig config =
        ConfigReader.read(null, Map.of(), Map.of("data.folder", folder.toString()));
    Output output = new Output(new PrintWriter(out), false);
    new AlertsFollower(config, new ChangedAlerts(output), new PrintWriter(err))
        .run(
            pause -> {
              pauses.add(pause.toSeconds());
              if (pauses.size() > steps.length) {
                return false;
              }
              steps[pauses.size() - 1].run();
              return true;
            });
  }

  private static String alerts(String... alerts) {
    return "{\"alerts\":[" + String.join(",", alerts) + "]}";
  }

  private static String alert(String id, int sequence, String state) {
    return "{\"alert\":\"%s\",\"sequence\":%d,\"state\":\"%s\",\"priority\":\"high\",\"ward\":\"a\","
            .formatted(id, sequence, state)
        + "\"bed\":\"7\",\"patient\":\"ann\",\"because\":\"low %s\"}".formatted(id);
  }
}
