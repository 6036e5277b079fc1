package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.app.runtime.Ports;
import dev.vigil.ingest.kafka.GatewayProducer;
import dev.vigil.ingest.kafka.KafkaPatientLog;
import dev.vigil.ingest.ticks.LastTicks;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayProcessTest {
  private static final int PARTITIONS = 2;
  private static final long YEARS_AGO = 1_546_300_800;

  private EmbeddedKafka kafka;

  @BeforeEach
  void startKafka(@TempDir Path folder) {
    kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults());
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void log_hasBegunOnceEveryPartitionHasATick() {
    assertThat(BegunLog.find(kafka.bootstrap(), Topics.PATIENTS)).as("without topics").isEmpty();
    KafkaTopics.ensure(kafka.bootstrap(), PARTITIONS, 72);
    assertThat(BegunLog.find(kafka.bootstrap(), Topics.PATIENTS)).as("without ticks").isEmpty();

    long now = System.currentTimeMillis() / 1000;
    tick(0, now);
    assertThat(BegunLog.find(kafka.bootstrap(), Topics.PATIENTS))
        .as("with a tick in one of two")
        .isEmpty();
    tick(1, now - 1);

    assertThat(BegunLog.find(kafka.bootstrap(), Topics.PATIENTS).orElseThrow().lastTicks())
        .containsEntry(0, now)
        .containsEntry(1, now - 1);
  }

  @Test
  void logOfAReplay_isRefused() {
    KafkaTopics.ensure(kafka.bootstrap(), PARTITIONS, -1);
    tick(0, YEARS_AGO);

    assertThatThrownBy(() -> BegunLog.find(kafka.bootstrap(), Topics.PATIENTS))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("holds the log of a replay");
  }

  @Test
  void gateway_ticks_answersItsDevices_tellsItsCounts_andLeaves() throws Exception {
    KafkaTopics.ensure(kafka.bootstrap(), PARTITIONS, 72);
    long before = System.currentTimeMillis() / 1000 - 5;
    tick(0, before);
    tick(1, before);
    BegunLog log = BegunLog.find(kafka.bootstrap(), Topics.PATIENTS).orElseThrow();
    int metrics = Ports.free();

    try (GatewayProcess gateway =
            GatewayProcess.start(new VigilConfig.Gateway("127.0.0.1", 0, "b2", metrics), log);
        JobReports reports = JobReports.ofAll(kafka.bootstrap())) {
      await("ticks")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(lastTicks().values()).allMatch(last -> last > before));
      await("its sign")
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                reports.readToEnd();
                return reports.gateways().containsKey("gateway-b2");
              });

      assertThat(post(gateway.uri(), "{\"patient\":\"nobody\"}").body())
          .contains("\"received\":1")
          .contains("\"rejected\":1");
      assertThat(get("http://127.0.0.1:" + metrics + "/metrics").body())
          .contains("vigil_readings_received_total 1.0");

      gateway.close();
      reports.readToEnd();
      assertThat(reports.gateways()).isEmpty();
    }
  }

  private void tick(int partition, long second) {
    try (GatewayProducer producer = GatewayProducer.open(kafka.bootstrap())) {
      KafkaPatientLog.inRealTime(producer).append(partition, new Tick(second, "test")).join();
    }
  }

  private SortedMap<Integer, Long> lastTicks() {
    return LastTicks.read(kafka.bootstrap(), Ticks.World.REAL_TIME);
  }

  private static HttpResponse<String> post(URI gateway, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/readings"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
