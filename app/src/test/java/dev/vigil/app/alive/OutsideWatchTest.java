package dev.vigil.app.alive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.config.OutsideConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideWatchTest {
  @TempDir private Path folder;

  /** Vigil was said to be silent for as long as somebody held a connection. */
  @Test
  void connectionThatAsksHalfAQuestion_keepsNoCallWaiting() throws Exception {
    int port = freePort();
    OutsideConfig.Watch settings =
        new OutsideConfig.Watch("", 1, 60, port, "127.0.0.1", folder.resolve("watch.json"));
    try (OutsideWatch watch = OutsideWatch.start(settings, List.of(), line -> {});
        Socket half = new Socket(InetAddress.getLoopbackAddress(), port)) {
      half.getOutputStream().write("GET /".getBytes(US_ASCII));
      half.getOutputStream().flush();

      HttpRequest call =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
              .timeout(Duration.ofSeconds(10))
              .build();
      int status = HttpClient.newHttpClient().send(call, BodyHandlers.discarding()).statusCode();

      assertThat(status).isEqualTo(204);
      assertThat(watch.isSilent()).isFalse();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
