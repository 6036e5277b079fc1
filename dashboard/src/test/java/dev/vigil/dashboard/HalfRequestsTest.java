package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that go on sending, and never send a whole request. */
class HalfRequestsTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final String TOKEN =
      "\r\nHost: h\r\nAuthorization: Bearer " + TestServer.TOKEN.secret() + "\r\n";

  private final TestServer server =
      new TestServer(new NoLogStreams(), all -> all.waiting(PATIENCE));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void headThatDribbles_isWaitedForNoLonger() throws Exception {
    try (Socket client = connect()) {
      say(client, "GET / HTTP/1.1\r\nX-");

      assertThat(dribble(client)).isEmpty();
    }
  }

  @Test
  void bodyThatDribbles_isAnsweredAndClosed() throws Exception {
    try (Socket client = connect()) {
      say(client, "POST /api/outcomes HTTP/1.1" + TOKEN + "Content-Length: 100000\r\n\r\n");

      assertThat(dribble(client))
          .startsWith("HTTP/1.1 408 ")
          .contains("connection: close", "the request did not come whole in time");
    }
  }

  /** Nobody has signed in: the answer goes out at once, and the rest would still be read. */
  @Test
  void bodyThatDribblesAfterItsAnswer_isClosed() throws Exception {
    try (Socket client = connect()) {
      say(client, "POST /api/outcomes HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n");

      assertThat(dribble(client)).startsWith("HTTP/1.1 401 ").doesNotContain("408");
    }
  }

  @Test
  void connectionWithoutANextRequest_isClosed() throws Exception {
    try (Socket client = connect()) {
      say(client, "GET /health HTTP/1.1\r\nHost: h\r\n\r\n");

      assertThat(heard(client)).startsWith("HTTP/1.1 ");
    }
  }

  /** The second request is there before the first one's answer. */
  @Test
  void answerThatTakesLong_isWaitedFor_alsoOnASharedConnection() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    server.verifying = () -> hold(enough);
    try (Socket client = connect()) {
      String verify = "POST /api/verify HTTP/1.1" + TOKEN + "Content-Length: 2\r\n";
      say(
          client,
          "GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n" + verify + "Connection: close\r\n\r\n{}");

      longerThanABodyMayTake();
      enough.countDown();

      assertThat(heard(client)).contains("vigil_up 1", "\"mismatchCount\":0");
    } finally {
      enough.countDown();
    }
  }

  @Test
  void webSocket_staysOpen() throws Exception {
    WardListener board = WardListener.byToken(server);

    longerThanABodyMayTake();

    int beats = board.ofType("beat").size();
    await().until(() -> board.ofType("beat").size() > beats);
  }

  /** A body may take five times as long as the server waits on a connection that says nothing. */
  private void longerThanABodyMayTake() throws IOException {
    for (int i = 0; i < 6; i++) {
      try (Socket idle = connect()) {
        assertThat(heard(idle)).isEmpty();
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void say(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /** Goes on sending a byte after the other until the server has had enough; gives its answer. */
  private static String dribble(Socket client) {
    CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> heard(client));
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              sayIfOpen(client);
              return heard.isDone();
            });
    return heard.join();
  }

  private static void sayIfOpen(Socket client) {
    try {
      say(client, "x");
    } catch (IOException closed) {
      // The end has been heard then, or will be.
    }
  }

  /** All that comes until the server closes. */
  private static String heard(Socket client) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = read(client); next >= 0; next = read(client)) {
        all.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("not closed; heard: " + all.toString(UTF_8), e);
    }
    return all.toString(UTF_8);
  }

  /** A byte; below 0 at the end, which is a reset where the server had not read everything. */
  private static int read(Socket client) throws IOException {
    try {
      return client.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  private static void hold(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
