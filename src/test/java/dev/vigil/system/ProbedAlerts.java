package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Topics;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Twice a second another patient's heart races, and has done so for longer than the rule's delay of
 * 20 s when Vigil hears of it: the alert is due at once. How long it takes is what a clinician
 * waits.
 */
final class ProbedAlerts implements AutoCloseable {
  private static final String RULE = "heart-rate-extreme";
  private static final String RACING = "170";
  private static final long RACES_SINCE_SECONDS = 25;
  private static final int PATIENTS = 600;
  private static final Duration PACE = Duration.ofMillis(500);

  /**
   * Probes of so long after a kill are waited for: tasks that have lost their JobManager go on for
   * some seconds, and end only then.
   */
  private static final Duration WATCHED = Duration.ofSeconds(20);

  private final HttpSender sender;
  private final TopicTail alerts;
  private final NavigableMap<Long, String> sentAt = new ConcurrentSkipListMap<>();
  private final Map<String, Long> alertedAt = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private int next;

  private ProbedAlerts(URI gateway, String kafka) {
    // A gateway without a log refuses; the sender goes on trying.
    sender = new HttpSender(gateway, HttpSender.Settings.DEFAULT);
    alerts = TopicTail.fromEnd(kafka, List.of(Topics.ALERTS));
  }

  /** Admits the patients and begins. */
  static ProbedAlerts start(Path data, URI gateway, String kafka) throws Exception {
    admit(data);
    ProbedAlerts probes = new ProbedAlerts(gateway, kafka);
    var unused =
        probes.clock.scheduleAtFixedRate(
            probes::probe, 2_000, PACE.toMillis(), TimeUnit.MILLISECONDS);
    return probes;
  }

  private static void admit(Path data) throws Exception {
    List<Admission> all = IntStream.range(0, PATIENTS).mapToObj(ProbedAlerts::admission).toList();
    URI server = URI.create(Files.readString(data.resolve("server.url")).strip());
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/patients"))
            .header(
                "Authorization", "Bearer " + TokenFile.read(data.resolve("server.token")).secret())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.encode(all)))
            .build();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    JsonNode said = Json.mapper().readTree(answer.body());
    assertThat(said.path("refused")).as("refused in %s", answer.statusCode()).isEmpty();
    assertThat(answer.statusCode() / 100).as("answered %s", said).isEqualTo(2);
  }

  private static Admission admission(int number) {
    return new Admission(
        patient(number),
        Origin.TRAINING,
        "probes",
        "bed-" + number,
        70,
        Sex.MALE,
        null,
        1,
        null,
        null,
        MonitoringPlan.NONE,
        null,
        null,
        "a test");
  }

  private static String patient(int number) {
    return "probe-" + number;
  }

  private void probe() {
    String patient = patient(next++);
    long now = System.currentTimeMillis();
    long second = now / 1000;
    try {
      var unused =
          sender.send(
              List.of(racing(patient, second - RACES_SINCE_SECONDS), racing(patient, second)));
      sentAt.put(now, patient);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static OutgoingReading racing(String patient, long measured) {
    return OutgoingReading.ofPatient(
        patient, "heart-rate", new BigDecimal(RACING), "/min", measured, "monitor");
  }

  /** Waits until the first alert is there: jobs run, and all is warm. */
  void awaitFirst() {
    await("an alert of a probe")
        .atMost(ComposedCluster.PATIENCE)
        .until(
            () -> {
              read();
              return !alertedAt.isEmpty();
            });
  }

  /** The longest that a probe sent in the 20 s after a kill has waited for its alert. */
  Duration longestWaitAfter(long killedMillis) {
    long until = killedMillis + WATCHED.toMillis();
    await("probes after the kill")
        .atMost(ComposedCluster.PATIENCE)
        .until(() -> sentAt.lastKey() >= until);
    Map<Long, String> watched = new TreeMap<>(sentAt.subMap(killedMillis, until));
    assertThat(watched).hasSizeGreaterThan(5);
    await("alerts of the probes after the kill")
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              read();
              return alertedAt.keySet().containsAll(watched.values());
            });
    return Duration.ofMillis(
        watched.entrySet().stream()
            .mapToLong(probe -> alertedAt.get(probe.getValue()) - probe.getKey())
            .max()
            .orElseThrow());
  }

  private void read() {
    alerts.readToEnd(this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      AlertTransition transition = Json.decode(record.value(), AlertTransition.class);
      if (transition.cause() == Cause.RAISED && transition.rule().equals(RULE)) {
        alertedAt.putIfAbsent(transition.patient(), record.timestamp());
      }
    } catch (MalformedRecordException e) {
      throw new AssertionError("an alert that follows no schema", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    sender.close();
    alerts.close();
  }
}
