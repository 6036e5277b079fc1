package dev.vigil.app.alive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HealthLookTest {
  /** The watch never looked again, and said that Vigil is silent when it was long back. */
  @Test
  @Timeout(60)
  void answerThatDoesNotEnd_isNone() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // given
      Thread server = new Thread(() -> beginToAnswer(socket), "server");
      server.setDaemon(true);
      server.start();
      String url = "http://127.0.0.1:" + socket.getLocalPort();

      // when
      HealthLook.Found found = new HealthLook(url, Duration.ofSeconds(1)).look();

      // then
      assertThat(found).isEqualTo(new HealthLook.Found(false, "it doesn't answer in 1 s"));
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
