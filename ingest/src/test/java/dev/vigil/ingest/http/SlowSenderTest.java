package dev.vigil.ingest.http;

import static dev.vigil.ingest.Wards.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.ingest.FakePatientLog;
import dev.vigil.ingest.FakeRejectedLog;
import dev.vigil.ingest.Intake;
import dev.vigil.ingest.IntakeCounts;
import dev.vigil.ingest.IntakeLimits;
import dev.vigil.ingest.Wards;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A sender that is never idle, and never done. */
class SlowSenderTest {
  /** What it has sent would be held as long as it sends a byte now and then. */
  @Test
  void bodyThatDribbles_isGivenUp() throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpGateway gateway =
        done(HttpGateway.start(vertx, "127.0.0.1", 0, intake(), Duration.ofMillis(300)));
    try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      sender.setSoTimeout(10_000);
      send(sender, "POST /v1/readings HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> heard(sender));

      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                send(sender, "x");
                return answer.isDone();
              });

      assertThat(answer.join()).startsWith("HTTP/1.1 408 ").contains("too-slow");
    } finally {
      done(gateway.close());
      done(vertx.close());
    }
  }

  private static Intake intake() {
    return new Intake(
        new FakePatientLog(2),
        Wards.ready(Wards.admitted("ann")),
        new FakeRejectedLog(),
        () -> NOW,
        new IntakeCounts(),
        IntakeLimits.DEFAULT);
  }

  private static void send(Socket sender, String text) {
    try {
      sender.getOutputStream().write(text.getBytes(UTF_8));
    } catch (IOException closed) {
      // The gateway has had enough; what it said has been heard, or will be.
    }
  }

  /** All that comes until the gateway closes, be it with a reset. */
  private static String heard(Socket sender) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = sender.getInputStream().read();
          next >= 0;
          next = sender.getInputStream().read()) {
        all.write(next);
      }
    } catch (SocketException reset) {
      return all.toString(UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("not closed; heard: " + all.toString(UTF_8), e);
    }
    return all.toString(UTF_8);
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
