package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.ingest.Intake;
import dev.vigil.ingest.IntakeCounts;
import dev.vigil.ingest.IntakeLimits;
import dev.vigil.ingest.PatientIndex;
import dev.vigil.ingest.http.HttpGateway;
import dev.vigil.ingest.kafka.GatewayProducer;
import dev.vigil.ingest.kafka.KafkaPatientLog;
import dev.vigil.ingest.kafka.KafkaRejectedLog;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Tick;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failure table, "Kafka unreachable": a real broker stops and starts under a real gateway. */
class KafkaAwayTest {
  private static final int MESSAGES_AT_ONCE = 20;
  private static final IntakeLimits LIMITS =
      new IntakeLimits(MESSAGES_AT_ONCE, 1024 * 1024, 1000, 10_000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private EmbeddedKafka kafka;
  private int port;
  private GatewayProducer producer;
  private Intake intake;
  private HttpGateway gateway;
  private long second = START;
  private final Set<Long> acknowledged = new TreeSet<>();

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults());
    port = URI.create("kafka://" + kafka.bootstrap()).getPort();
    KafkaTopics.ensure(kafka.bootstrap(), 2, 72);
    producer = GatewayProducer.open(kafka.bootstrap());
    KafkaPatientLog log = KafkaPatientLog.open(producer, Set.of());
    CompletableFuture.allOf(log.append(0, tick()), log.append(1, tick())).join();
    PatientIndex patients = new PatientIndex();
    patients.put(ann());
    patients.markReady();
    intake =
        new Intake(
            log,
            patients,
            KafkaRejectedLog.open(producer),
            () -> second,
            new IntakeCounts(),
            LIMITS);
    gateway = done(HttpGateway.start(vertx, "127.0.0.1", 0, intake));
  }

  @AfterEach
  void stop() throws Exception {
    done(gateway.close());
    done(vertx.close());
    producer.close();
    kafka.close();
  }

  @Test
  void brokerStoppedAndStarted_gatewayRefusesAndLosesNothingAcknowledged() throws Exception {
    // given
    for (int i = 0; i < 20; i++) {
      assertThat(post().get().statusCode()).isEqualTo(200);
    }

    // when
    kafka.close();
    List<CompletableFuture<HttpResponse<String>>> away = new ArrayList<>();
    for (int i = 0; i < 10 * MESSAGES_AT_ONCE; i++) {
      away.add(post());
      assertThat(intake.messagesInFlight()).isLessThanOrEqualTo(MESSAGES_AT_ONCE);
      assertThat(intake.bytesInFlight()).isLessThanOrEqualTo(LIMITS.bytes());
    }

    // then
    for (CompletableFuture<HttpResponse<String>> answer : away) {
      assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
      assertThat(answer.get().headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
      assertThat(answer.get().body()).contains("\"refused\":1");
    }
    assertThat(intake.messagesInFlight()).isZero();
    assertThat(intake.bytesInFlight()).isZero();

    // and
    kafka = EmbeddedKafka.start(folder, port, BrokerSettings.defaults());
    await("the gateway accepts again")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> post().get().statusCode() == 200);
    for (int i = 0; i < 20; i++) {
      assertThat(post().get().statusCode()).isEqualTo(200);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(41);
    assertThat(inLog()).containsAll(acknowledged);
  }

  /** Posts one reading with a measured second of its own and remembers those acknowledged. */
  private CompletableFuture<HttpResponse<String>> post() {
    long measured = second++;
    String reading =
        "{\"patient\":\"ann\",\"vital\":\"spo2\",\"value\":97,\"unit\":\"%\",\"measured\":"
            + measured
            + "}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/v1/readings"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(reading))
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(
            answer -> {
              if (answer.statusCode() == 200) {
                acknowledged.add(measured);
              }
              return answer;
            });
  }

  private List<Long> inLog() {
    return new TopicsOf(kafka.bootstrap())
        .log().stream()
            .filter(logged -> logged.record() instanceof Readings)
            .flatMap(logged -> ((Readings) logged.record()).readings().stream())
            .map(Reading::measured)
            .toList();
  }

  private Tick tick() {
    return new Tick(START, "test");
  }

  private static PatientContext ann() {
    return new PatientContext(
        "ann",
        1,
        Status.ADMITTED,
        Origin.TRAINING,
        "w",
        "b",
        70,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        MonitoringPlan.NONE,
        START,
        null,
        "a test",
        "admission");
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
