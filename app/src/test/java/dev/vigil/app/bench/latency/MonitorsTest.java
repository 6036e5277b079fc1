package dev.vigil.app.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code bench latency} says of a load, against a gateway that does as a test says. */
class MonitorsTest {
  private static final int PATIENTS = 500;
  private static final int OPEN = 50;
  private static final double RATE = 3_000;
  private static final int MESSAGES = 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<JsonNode> messages = new ConcurrentLinkedQueue<>();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final CountDownLatch enough = new CountDownLatch(MESSAGES);
  private HttpServer gateway;
  private Monitors monitors;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.setExecutor(threads);
    gateway.createContext("/v1/readings", this::answer);
    gateway.start();
    URI uri = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    monitors = new Monitors(uri, Size.QUICK_STORE);
  }

  @AfterEach
  void stop() {
    monitors.close();
    gateway.stop(0);
    threads.shutdownNow();
  }

  @Test
  void monitor_sendsSixVitalSignsTogether_inTurn_andAllAreTaken() throws Exception {
    Shift shift = monitors.begin(RATE);
    enough.await();
    Load load = shift.end();

    assertThat(load.notTaken()).as(load.complaint()).isZero();
    assertThat(load.perSecond()).isPositive();
    JsonNode first = messages.element();
    assertThat(first).hasSize(Monitors.BAY * Monitors.VITALS);
    assertThat(messages.stream().limit(MESSAGES).map(message -> message.get(0).path("patient")))
        .as("each bay in its turn")
        .doesNotHaveDuplicates();
  }

  @Test
  void readingsThatAreRejected_areNotCarried_andTheReasonIsSaid() throws Exception {
    unknown.add(Monitors.patient(0));

    Shift shift = monitors.begin(RATE);
    enough.await();
    Load load = shift.end();

    assertThat(load.isCarried()).isFalse();
    assertThat(load.notTaken()).isEqualTo(Monitors.VITALS);
    assertThat(load.complaint()).contains("unknown-patient");
  }

  @Test
  void load_isCarriedIfAllIsTakenAndNothingWaitsForLong() {
    assertThat(new Load(RATE, 0, "", 0.9).isCarried()).isTrue();
    assertThat(new Load(RATE, 0, "", 1.26).isCarried()).isFalse();
    assertThat(new Load(RATE, 0, "", 1.26).complaint()).isEqualTo("the gateway was 1.3 s behind");
    assertThat(new Load(RATE, 1, "no-tick", 0).isCarried()).isFalse();
  }

  @Test
  void arrival_isRepeatedUntilTheGatewayKnowsEverybody_withTheFeversOfThoseWhoHaveOne()
      throws Exception {
    unknown.add(Monitors.patient(PATIENTS - 1));
    // Known from its second message on.
    monitors.arrive();

    long fevers =
        messages.stream()
            .flatMap(message -> message.valueStream())
            .filter(reading -> reading.path("value").asText().equals("39.5"))
            .map(reading -> reading.path("patient").asText())
            .distinct()
            .count();
    assertThat(fevers).isEqualTo(OPEN);
    assertThat(messages).hasSize(PATIENTS / Monitors.BAY + 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode message = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
    messages.add(message);
    enough.countDown();
    ObjectNode answer = Json.mapper().createObjectNode();
    for (JsonNode reading : message) {
      ObjectNode verdict = answer.withArray("verdicts").addObject();
      boolean known = !unknown.contains(reading.path("patient").asText());
      verdict.put("verdict", known ? "accepted" : "rejected");
      if (!known) {
        verdict.put("reason", "unknown-patient");
      }
    }
    message.forEach(reading -> unknown.remove(reading.path("patient").asText()));
    byte[] bytes = answer.toString().getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
