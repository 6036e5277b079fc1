package dev.vigil.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HttpSenderTest {
  private static final HttpSender.Settings QUICK =
      new HttpSender.Settings(
          4, Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofMillis(5));

  /** A gateway's answer to one message. */
  private record Answer(int status, String body, Map<String, String> headers) {
    static Answer of(int status) {
      return new Answer(status, "", Map.of());
    }

    static Answer verdicts(String... words) {
      String body =
          Stream.of(words)
              .map(word -> word.split(":", 2))
              .map(
                  word ->
                      word.length == 1
                          ? "{\"verdict\":\"" + word[0] + "\"}"
                          : "{\"verdict\":\"" + word[0] + "\",\"reason\":\"" + word[1] + "\"}")
              .collect(Collectors.joining(",", "{\"verdicts\":[", "]}"));
      return new Answer(200, body, Map.of());
    }
  }

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<JsonNode> messages = new ArrayList<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final CountDownLatch firstCame = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer gateway;
  private URI address;

  @BeforeAll
  static void answerAtOnce() {
    // Else the JDK's server waits 40 ms for more to send.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  @BeforeEach
  void startGateway() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(threads);
    gateway.createContext("/v1/readings", this::answer);
    gateway.start();
    address = URI.create("http://localhost:" + gateway.getAddress().getPort());
  }

  @AfterEach
  void stopGateway() {
    gateway.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    JsonNode message = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
    synchronized (messages) {
      messages.add(message);
    }
    firstCame.countDown();
    Answer planned = answers.poll();
    Answer answer = planned == null ? acceptAll(message.size()) : planned;
    atOnce.decrementAndGet();
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Answer acceptAll(int readings) {
    return Answer.verdicts(
        IntStream.range(0, readings).mapToObj(i -> "accepted").toArray(String[]::new));
  }

  private static List<OutgoingReading> message(int readings) {
    return IntStream.range(0, readings)
        .mapToObj(
            i ->
                OutgoingReading.ofDevice(
                    "mon-1", "heart-rate", new BigDecimal("7E+1"), "/min", 1_760_000_000 + i))
        .toList();
  }

  private Tally send(HttpSender sender, List<OutgoingReading> message) {
    try {
      return sender.send(message).get(15, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no tally", e);
    }
  }

  @Test
  void message_accepted_isInTheGatewaysWireFormat() throws IOException {
    try (HttpSender sender = new HttpSender(address, QUICK)) {
      OutgoingReading byNurse =
          new OutgoingReading(
              "p1", null, "consciousness", BigDecimal.ZERO, "{ACVPU}", 9, "manual", "nurse-sim");

      Tally tally = send(sender, List.of(message(1).get(0), byNurse));

      assertThat(tally).isEqualTo(Tally.ofAccepted(2));
      assertThat(messages)
          .containsExactly(
              Json.mapper()
                  .readTree(
                      """
                      [{"device":"mon-1","vital":"heart-rate","value":70,"unit":"/min",
                        "measured":1760000000},
                       {"patient":"p1","vital":"consciousness","value":0,"unit":"{ACVPU}",
                        "measured":9,"sensor":"manual","by":"nurse-sim"}]
                      """));
    }
  }

  @Test
  void message_refusedFirst_isSentAgainUntilAccepted() {
    answers.add(new Answer(503, "", Map.of("Retry-After", "0")));
    answers.add(Answer.of(500));
    answers.add(new Answer(200, "not json", Map.of()));
    answers.add(Answer.verdicts("accepted"));
    answers.add(Answer.verdicts("accepted", "duplicate"));

    try (HttpSender sender = new HttpSender(address, QUICK)) {
      Tally tally = send(sender, message(2));

      Tally verdicts = Tally.ofAccepted(1).plus(Tally.ofDuplicate(1)).afterSendings(4);
      assertThat(tally).isEqualTo(verdicts.plus(refusals(8)));
      assertThat(tally.resent()).isEqualTo(new Tally.Resent(8, 0));
      assertThat(tally.sent()).isEqualTo(2);
      assertThat(messages).hasSize(5).allMatch(message -> message.size() == 2);
    }
  }

  @Test
  void readings_refusedInPart_areSentAgainAlone() {
    answers.add(Answer.verdicts("accepted", "refused:overloaded", "rejected:implausible"));
    answers.add(Answer.verdicts("duplicate"));

    try (HttpSender sender = new HttpSender(address, QUICK)) {
      Tally tally = send(sender, message(3));

      assertThat(tally.accepted()).isEqualTo(1);
      assertThat(tally.duplicate()).isEqualTo(1);
      assertThat(tally.rejectedBy()).containsExactly(Map.entry("implausible", 1L));
      assertThat(tally.refused()).isZero();
      assertThat(tally.refusals()).isEqualTo(1);
      assertThat(tally.resent()).as("the duplicate alone").isEqualTo(new Tally.Resent(1, 0));
      assertThat(tally.sent()).isEqualTo(3);
      assertThat(messages.get(1).get(0).get("measured").asLong()).isEqualTo(1_760_000_001);
      assertThat(sender.lastFailure()).contains("overloaded");
    }
  }

  @Test
  void message_thatTheGatewayCannotRead_isRejectedAsAWhole() {
    answers.add(Answer.of(413));

    try (HttpSender sender = new HttpSender(address, QUICK)) {
      Tally tally = send(sender, message(2));

      assertThat(tally).isEqualTo(Tally.ofRejected("http-413", 2));
      assertThat(sender.lastFailure()).isEqualTo("the gateway answered 413");
    }
  }

  @Test
  void message_rejectedAfterALostAnswer_mayHaveLeftItsRecordBefore() {
    answers.add(Answer.of(500));
    answers.add(Answer.verdicts("rejected:implausible", "accepted"));

    try (HttpSender sender = new HttpSender(address, QUICK)) {
      Tally tally = send(sender, message(2));

      assertThat(tally.resent()).isEqualTo(new Tally.Resent(1, 1));
    }
  }

  @Test
  void message_toNobody_endsRefusedAtTheDeadline() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    try (HttpSender sender =
        new HttpSender(
            URI.create("http://localhost:" + free), QUICK.withDeadline(Duration.ofMillis(200)))) {
      Tally tally = send(sender, message(3));

      assertThat(tally.refused()).isEqualTo(3);
      assertThat(tally.sent()).isEqualTo(3);
      assertThat(tally.refusals()).isGreaterThan(3);
      assertThat(sender.lastFailure()).isEqualTo("no answer from the gateway (ConnectException)");
    }
  }

  @Test
  void sender_closed_endsWhatIsUnderWayAsRefused() throws Exception {
    answers.add(new Answer(503, "", Map.of("Retry-After", "10")));
    HttpSender sender = new HttpSender(address, QUICK);
    CompletableFuture<Tally> underWay = sender.send(message(2));
    firstCame.await();

    sender.close();

    Tally tally = underWay.get(5, TimeUnit.SECONDS);
    assertThat(tally.refused()).isEqualTo(2);
    assertThat(tally.sent()).isEqualTo(2);
    assertThat(send(sender, message(1)).refused()).isEqualTo(1);
  }

  @Test
  void manyMessages_neverExceedTheConcurrencyAndAddUp() {
    try (HttpSender sender = new HttpSender(address, QUICK)) {
      Tally tally =
          IntStream.range(0, 200).mapToObj(i -> start(sender, message(1 + i % 3))).toList().stream()
              .map(CompletableFuture::join)
              .reduce(Tally.NONE, Tally::plus);

      assertThat(tally).isEqualTo(Tally.ofAccepted(399));
      assertThat(mostAtOnce.get()).isLessThanOrEqualTo(4);
      assertThat(send(sender, List.of())).isEqualTo(Tally.NONE);
    }
  }

  @Test
  void settings_outOfRange_areRefusedByName() {
    assertThatThrownBy(() -> QUICK.withDeadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadline");
  }

  private static CompletableFuture<Tally> start(HttpSender sender, List<OutgoingReading> message) {
    try {
      return sender.send(message);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static Tally refusals(long count) {
    return Tally.ofRefusals(count);
  }
}
