package dev.vigil.alerting.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WebhookChannelTest {
  /** A plan: status 200, and a body that doesn't come. */
  private static final int ENDLESS = -1;

  private static final AlertTransition TRANSITION = Transitions.of(Origin.REPLAY, 2);

  private final List<Headers> headers = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile int[] answers = {204};
  private HttpServer receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/hook", this::answer);
    receiver.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    receiver.stop(0);
    threads.shutdownNow();
  }

  @Test
  void transition_arrivesAsJson_withKeyOriginAndSignature() throws Exception {
    Delivery delivery = channel("s3cret", 3).deliver(TRANSITION);

    assertThat(delivery).isEqualTo(new Delivery(Outcome.DELIVERED, 1, "http-204"));
    assertThat(Json.decode(bodies.get(0), AlertTransition.class)).isEqualTo(TRANSITION);
    assertThat(headers.get(0).getFirst("Idempotency-Key")).isEqualTo("00ff/2");
    assertThat(headers.get(0).getFirst("Vigil-Kind")).isEqualTo("alert");
    assertThat(headers.get(0).getFirst("Vigil-Origin")).isEqualTo("replay");
    assertThat(headers.get(0).getFirst("Vigil-Signature"))
        .isEqualTo(WebhookChannel.signature("s3cret", bodies.get(0)));
  }

  @Test
  void technicalAlert_arrivesAsJson_withItsKindAndAKeyOfItsOwn() throws Exception {
    TechnicalAlert alert =
        TechnicalAlert.raised(
            null, "job/alerts", "stalled", Priority.HIGH, 1_000, "It stands still", "Look.");

    Delivery delivery = channel(null, 1).deliver(alert, Origin.REPLAY);

    assertThat(delivery.outcome()).isEqualTo(Outcome.DELIVERED);
    assertThat(Json.decode(bodies.get(0), TechnicalAlert.class)).isEqualTo(alert);
    assertThat(headers.get(0).getFirst("Vigil-Kind")).isEqualTo("technical");
    assertThat(headers.get(0).getFirst("Vigil-Origin")).isEqualTo("replay");
    assertThat(headers.get(0).getFirst("Idempotency-Key"))
        .isEqualTo("technical/job/alerts/stalled/1000/1");
  }

  @Test
  void signature_isHmacSha256() {
    // RFC 4231, test case 2.
    assertThat(
            WebhookChannel.signature(
                "Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void receiver_thatIsBusy_isTriedAgainWithTheSameKey() {
    answers = new int[] {503, 429, 200};

    Delivery delivery = channel(null, 3).deliver(TRANSITION);

    assertThat(delivery).isEqualTo(new Delivery(Outcome.DELIVERED, 3, "http-200"));
    assertThat(headers)
        .extracting(sent -> sent.getFirst("Idempotency-Key"))
        .containsExactly("00ff/2", "00ff/2", "00ff/2");
    assertThat(headers.get(0).containsKey("Vigil-Signature")).isFalse();
  }

  @Test
  void receiver_thatStaysBusy_isGivenUp() {
    answers = new int[] {503};

    assertThat(channel(null, 2).deliver(TRANSITION))
        .isEqualTo(new Delivery(Outcome.UNDELIVERED, 2, "http-503"));
  }

  @Test
  void receiver_thatRefusesOrRedirects_isNotTriedAgain() {
    answers = new int[] {400, 307};
    WebhookChannel channel = channel(null, 3);

    assertThat(channel.deliver(TRANSITION)).isEqualTo(new Delivery(Outcome.REFUSED, 1, "http-400"));
    assertThat(channel.deliver(TRANSITION))
        .isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "http-307"));
  }

  @Test
  void receiver_thatNeverAnswers_timesOut() {
    answers = new int[] {0};

    assertThat(channel(null, 2).deliver(TRANSITION))
        .isEqualTo(new Delivery(Outcome.UNDELIVERED, 2, "timed-out"));
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void receiver_whoseAnswerNeverEnds_hasAnswered() {
    answers = new int[] {ENDLESS};

    assertThat(channel(null, 2).deliver(TRANSITION))
        .isEqualTo(new Delivery(Outcome.DELIVERED, 1, "http-200"));
  }

  @Test
  void receiver_thatIsAway_isAFailureWithoutItsAddress() {
    receiver.stop(0);

    Delivery delivery = channel(null, 2).deliver(TRANSITION);

    assertThat(delivery).isEqualTo(new Delivery(Outcome.UNDELIVERED, 2, "ConnectException"));
  }

  @Test
  void settings_thatCannotWork_areRefused_andNeverShowTheirSecret() {
    URI target = URI.create("https://example.test/hook?key=abc");

    assertThatThrownBy(() -> WebhookSettings.of(URI.create("ftp://example.test"), null))
        .hasMessageContaining("http:// or https://");
    assertThatThrownBy(() -> WebhookSettings.of(target, "")).hasMessageContaining("secret");
    assertThat(WebhookSettings.of(target, "s3cret").toString()).doesNotContain("s3cret", "abc");
  }

  private WebhookChannel channel(String secret, int attempts) {
    URI target =
        URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?key=abc");
    Duration timeout = Duration.ofMillis(answers[0] == 0 ? 300 : 5000);
    return new WebhookChannel(
        "hook",
        Set.of(Origin.REPLAY),
        new WebhookSettings(target, secret, timeout, attempts, Duration.ofMillis(1)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    int[] planned = answers;
    int answer = planned[Math.min(bodies.size(), planned.length - 1)];
    headers.add(exchange.getRequestHeaders());
    bodies.add(exchange.getRequestBody().readAllBytes());
    if (answer == ENDLESS) {
      exchange.sendResponseHeaders(200, 10); // of which none comes
    }
    if (answer == 0 || answer == ENDLESS) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (answer != ENDLESS) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      exchange.sendResponseHeaders(answer == 0 ? 200 : answer, -1);
    }
    exchange.close();
  }
}
