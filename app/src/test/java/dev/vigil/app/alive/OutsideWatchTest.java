package dev.vigil.app.alive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.config.OutsideConfig;
import dev.vigil.app.runtime.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  /** Vigil was said to be silent for as long as somebody held a connection. */
  @Test
  void connectionThatAsksHalfAQuestion_keepsNoCallWaiting() throws Exception {
    int port = Ports.free();
    try (OutsideWatch watch = watch(port, 60);
        Socket half = new Socket(InetAddress.getLoopbackAddress(), port)) {
      half.getOutputStream().write("GET /".getBytes(US_ASCII));
      half.getOutputStream().flush();

      assertThat(call(port)).isEqualTo(204);
      assertThat(watch.isSilent()).isFalse();
    }
  }

  /** Each held a thread for ever, if its peer had vanished. */
  @Test
  void halfQuestions_areHungUpOn_andCallsAreTakenAgain() throws Exception {
    int port = Ports.free();
    List<Socket> halves = new ArrayList<>();
    try (OutsideWatch watch = watch(port, 60)) {
      for (int i = 0; i < OutsideWatch.MOST_CALLS + 20; i++) {
        Socket half = new Socket(InetAddress.getLoopbackAddress(), port);
        halves.add(half);
        half.setSoTimeout(20_000);
        half.getOutputStream().write("GET /".getBytes(US_ASCII));
      }

      for (Socket half : halves) {
        assertThat(isHungUp(half)).isTrue();
      }
      assertThat(call(port)).isEqualTo(204);
      assertThat(watch.isSilent()).isFalse();
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  /** A scanner, or a browser left open, kept a dead Vigil from being missed. */
  @Test
  void whateverElseAsksThePort_isAnswered_andIsNoSignOfLife() throws Exception {
    int port = Ports.free();
    try (OutsideWatch watch = watch(port, 1)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                assertThat(ask(request("GET", port, "/"))).isEqualTo(404);
                assertThat(ask(request("GET", port, "/favicon.ico"))).isEqualTo(404);
                assertThat(ask(request("POST", port, "/").header(HeartbeatCall.HEADER, "alive")))
                    .isEqualTo(405);
                return watch.isSilent();
              });

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> call(port) == 204 && !watch.isSilent());
    }
  }

  private OutsideWatch watch(int port, int patienceSeconds) {
    OutsideConfig.Watch settings =
        new OutsideConfig.Watch(
            "", 1, patienceSeconds, port, "127.0.0.1", folder.resolve("watch.json"));
    return OutsideWatch.start(settings, List.of(), line -> {});
  }

  private static boolean isHungUp(Socket half) throws IOException {
    try {
      return half.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) { // it was not even read
      return true;
    }
  }

  private static int call(int port) throws Exception {
    return ask(request("GET", port, "/anything").header(HeartbeatCall.HEADER, "alive"));
  }

  private static HttpRequest.Builder request(String method, int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10))
        .method(method, BodyPublishers.noBody());
  }

  private static int ask(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
