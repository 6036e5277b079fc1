package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.dashboard.registry.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamRoutesTest {
  private static final int PIECE = 1 << 16;

  /** What lies in the sockets' buffers of both sides and in the client. */
  private static final long IN_BETWEEN = 32L << 20;

  /** The last piece isn't full. */
  private static final long WITH_A_REST = 4 * IN_BETWEEN + 7;

  /** Writes so many bytes, as fast as they go. */
  private static final class Zeros implements LogStreams {
    private final long bytes;
    private final boolean breaks;
    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch begun = new CountDownLatch(1);

    Zeros(long bytes, boolean breaks) {
      this.bytes = bytes;
      this.breaks = breaks;
    }

    @Override
    public Body log() {
      return out -> {
        while (written.get() < bytes) {
          int length = (int) Math.min(PIECE, bytes - written.get());
          out.write(new byte[length]);
          written.addAndGet(length);
          begun.countDown();
        }
        if (breaks) {
          throw new IOException("Kafka is away");
        }
      };
    }

    @Override
    public Body vectors(long from, long to, Set<String> patients) {
      throw RefusedException.conflict("of " + patients + " until " + to, "another", "Ask again.");
    }
  }

  @Test
  void answerIsWrittenNoFasterThanItIsRead() throws Exception {
    Zeros zeros = new Zeros(WITH_A_REST, false);
    try (TestServer server = new TestServer(zeros)) {
      // when
      HttpResponse<InputStream> answer =
          server.http.send(server.request("/api/log").build(), BodyHandlers.ofInputStream());
      assertThat(zeros.begun.await(10, TimeUnit.SECONDS)).isTrue();

      // then
      long read = 0;
      try (InputStream body = answer.body()) {
        byte[] some = new byte[PIECE];
        for (int n = body.read(some); n >= 0; n = body.read(some)) {
          read += n;
          assertThat(zeros.written.get()).isLessThanOrEqualTo(read + IN_BETWEEN);
        }
      }
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(read).isEqualTo(WITH_A_REST);
    }
  }

  @Test
  void answerThatBreaksOff_hasNoEnd() throws Exception {
    try (TestServer server = new TestServer(new Zeros(4 * PIECE, true))) {
      HttpRequest request = server.request("/api/log").build();

      assertThatThrownBy(() -> server.http.send(request, BodyHandlers.ofByteArray()))
          .isInstanceOf(IOException.class);
    }
  }

  /** Of a log that is not whole. */
  private static final class Rest implements LogStreams {
    @Override
    public Body log() {
      throw RefusedException.conflict("the log is not whole", "a whole log", "Look elsewhere.");
    }

    @Override
    public Body left() {
      return out -> out.write("what is left".getBytes(UTF_8));
    }

    @Override
    public Body vectors(long from, long to, Set<String> patients) {
      return log();
    }
  }

  @Test
  void whatIsLeftOfALog_isGivenToWhoAsksForThat() throws Exception {
    try (TestServer server = new TestServer(new Rest())) {
      HttpResponse<String> left = server.get("/api/log?whole=false");

      assertThat(left.statusCode()).isEqualTo(200);
      assertThat(left.body()).isEqualTo("what is left");
      assertThat(server.get("/api/log").statusCode()).isEqualTo(409);
      assertThat(server.get("/api/log?whole=true").statusCode()).isEqualTo(409);
    }
  }

  @Test
  void whatIsRefused_isSaidBeforeTheFirstByte() throws Exception {
    try (TestServer server = new TestServer(new Zeros(0, false))) {
      HttpResponse<String> refused = server.get("/api/features?from=1&to=2&patient=a&patient=b");
      HttpResponse<String> empty = server.get("/api/features?from=2&to=2");
      HttpResponse<String> unsaid = server.get("/api/features?from=2");

      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(TestServer.json(refused).path("error").asText())
          .isIn("of [a, b] until 2", "of [b, a] until 2");
      assertThat(empty.statusCode()).isEqualTo(400);
      assertThat(unsaid.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void withoutToken_nothingIsGiven() throws Exception {
    try (TestServer server = new TestServer(new Zeros(PIECE, false))) {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/api/log")).build();

      assertThat(server.send(request).statusCode()).isEqualTo(401);
    }
  }
}
