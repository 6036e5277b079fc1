package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vigil.app.runtime.Ports;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Vigil that is killed with -9, and {@code vigil watch} in another process, which says so. */
class WatchTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void killedVigil_isSaidToBeSilent_byLineMailAndExitCode() throws Exception {
    // given
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    int server = Ports.free();
    int calls = Ports.free();
    String url = "http://127.0.0.1:" + server;
    try (WorldProcess vigil = WorldProcess.start(folder.resolve("up"), up(server, calls))) {
      await("Vigil is alive")
          .atMost(PATIENCE)
          .failFast(() -> assertThat(vigil.isAlive()).as("%s", vigil.err()).isTrue())
          .until(() -> status(url + "/health") == 200);
      try (WorldProcess watch =
          WorldProcess.start(folder.resolve("watch"), watch(url, calls, mail))) {
        await("the watch has begun").atMost(PATIENCE).until(() -> watch.out().contains("watching"));
        assertThat(vigil.isAlive()).isTrue();
        assertThat(watch.out()).noneMatch(line -> line.contains("SILENT"));

        // when
        vigil.kill();

        // then
        assertThat(watch.awaitEnd()).as("%s %s", watch.out(), watch.err()).isEqualTo(1);
        assertThat(watch.out()).anyMatch(line -> line.startsWith("SILENT 20"));
      }
      assertThat(mail.getReceivedMessages()).hasSize(1);
      MimeMessage told = mail.getReceivedMessages()[0];
      assertThat(told.getSubject()).isEqualTo("Vigil technical alert (high) vigil silent");
      assertThat(told.getContent().toString()).contains("Nobody is told of patients");
    } finally {
      mail.stop();
    }
  }

  private List<String> up(int server, int calls) {
    return List.of(
        "up",
        "--data",
        folder.resolve("data").toString(),
        "--set",
        "server.port=" + server,
        "--set",
        "gateway.port=0",
        "--set",
        "kafka.partitions=2",
        "--set",
        "store.kind=embedded",
        "--set",
        "heartbeat.url=http://127.0.0.1:" + calls,
        "--set",
        "heartbeat.seconds=1");
  }

  private static List<String> watch(String url, int calls, GreenMail mail) {
    return List.of(
        "watch",
        "--url",
        url,
        "--until-silent",
        "--set",
        "watch.seconds=1",
        "--set",
        "watch.silent-after-seconds=8",
        "--set",
        "watch.port=" + calls,
        "--set",
        "email.host=127.0.0.1",
        "--set",
        "email.port=" + mail.getSmtp().getPort(),
        "--set",
        "email.security=none",
        "--set",
        "email.from=watch@hospital.example",
        "--set",
        "email.to=ward@hospital.example");
  }

  private static int status(String url) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
