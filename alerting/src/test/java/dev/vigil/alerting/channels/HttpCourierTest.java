package dev.vigil.alerting.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpCourierTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** The channel stood still for ever. */
  @Test
  @Timeout(60)
  void answerThatDoesNotEnd_isNotWaitedForLongerThanAnother() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // given
      Thread server = new Thread(() -> beginToAnswer(socket), "server");
      server.setDaemon(true);
      server.start();
      HttpCourier courier = new HttpCourier("fhir", Set.of(), TIMEOUT, 1, TIMEOUT);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"))
              .timeout(TIMEOUT)
              .build();

      // when, then
      assertThatThrownBy(() -> courier.fetch(request)).isInstanceOf(HttpTimeoutException.class);
    }
  }

  /** Says that a hundred bytes come, and gives one. */
  private static void beginToAnswer(ServerSocket socket) {
    try (Socket client = socket.accept()) {
      String answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
      client.getOutputStream().write(answer.getBytes(US_ASCII));
      // Until the other side goes.
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
