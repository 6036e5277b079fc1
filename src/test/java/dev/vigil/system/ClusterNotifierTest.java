package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.bench.recovery.ProbedAlerts;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.TechnicalAlert;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** People are told while {@code vigil} is away: the notifier is a process of its own. */
class ClusterNotifierTest {
  private static final int PROBES = 400;
  private static final Duration AWAY = Duration.ofSeconds(10);
  private static final Duration REFUSES = Duration.ofSeconds(4);
  private static final String STALLED = "notifier/stalled";

  @TempDir private Path folder;
  private ComposedCluster cluster;
  private TopicsOf topics;

  @RegisterExtension
  final EndsAtFirstFailure ends = new EndsAtFirstFailure(() -> cluster.lastWords());

  @Test
  void vigilKilled_peopleAreToldOnce_andItShowsAndRedrivesThatWhenItIsBack() throws Exception {
    try (CallReceiver webhook = new CallReceiver();
        ComposedCluster started = new ComposedCluster(folder, "docker-compose.yml")) {
      cluster = started;
      topics = new TopicsOf(cluster.address("kafka", 9092));
      start(webhook);
      OtherGateway gateway = OtherGateway.start(cluster);
      try (ProbedAlerts probes =
          ProbedAlerts.start(
              "told",
              PROBES,
              cluster.data("vigil"),
              gateway.uri(),
              cluster.address("kafka", 9092))) {
        probes.awaitFirst();
        awaitTold(webhook);

        // killed: what is decided from now on is told all the same
        long killed = System.currentTimeMillis();
        cluster.kill("vigil");
        probes.waitsOf(killed, AWAY);
        Set<String> before = awaitTold(webhook);

        // and what is refused meanwhile is kept
        webhook.status = 422;
        probes.waitsOf(System.currentTimeMillis(), REFUSES);
        Set<String> refused = new TreeSet<>(decided());
        refused.removeAll(before);
        assertThat(refused).isNotEmpty();
        probes.close();
      }

      Started.vigil(cluster);
      awaitRows("?failed=true", 1);
      webhook.status = 200;
      awaitTold(webhook, () -> keysOf(get("?failed=true")));
      assertThat(keysOf(get(""))).as("what the board shows").containsAll(told(webhook));
      assertThat(redrive()).as("how many are told once more").isPositive();
      awaitRows("?failed=true", 0);
      awaitTold(webhook);

      requireMissedAndFound();
    }
  }

  private void start(CallReceiver webhook) throws Exception {
    cluster.set("vigil", "VIGIL_HEARTBEAT_STALLED_AFTER_SECONDS", "10");
    cluster.set("notifier", "VIGIL_WEBHOOK_URL", webhook.url());
    cluster.set("notifier", "VIGIL_WEBHOOK_ORIGINS", "real,training");
    cluster.startBackbone();
    Started.vigil(cluster);
    Started.supervisor(cluster);
    Started.notifier(cluster);
  }

  /** A notifier that is killed is a technical alert, until it is there again. */
  private void requireMissedAndFound() throws Exception {
    cluster.kill(Started.NOTIFIER);
    topics.awaitTechnical(STALLED, TechnicalAlert.State.RAISED);
    Started.notifier(cluster);
    topics.awaitTechnical(STALLED, TechnicalAlert.State.CLEARED);
  }

  /** Waits until all that was decided has been told, and requires that it was once. */
  private Set<String> awaitTold(CallReceiver webhook) {
    return awaitTold(webhook, Set::of);
  }

  /** The same, but for some. */
  private Set<String> awaitTold(CallReceiver webhook, Callable<Set<String>> but) {
    await("all is told")
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              Set<String> all = decided();
              all.removeAll(but.call());
              assertThat(told(webhook)).containsAll(all);
            });
    assertThat(webhook.transitions()).doesNotHaveDuplicates();
    return told(webhook);
  }

  private static Set<String> told(CallReceiver webhook) {
    return new TreeSet<>(webhook.transitions());
  }

  /** What stands in {@code vigil.alerts}, as channels name it. */
  private Set<String> decided() {
    return topics.transitions().stream()
        .map(ClusterNotifierTest::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String key(AlertTransition transition) {
    return transition.alert() + "/" + transition.sequence();
  }

  /** Waits for at least one row, or for none. */
  private void awaitRows(String query, int least) {
    await(least + " rows of " + query)
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(get(query).isEmpty()).isEqualTo(least == 0));
  }

  private static Set<String> keysOf(JsonNode rows) {
    Set<String> keys = new TreeSet<>();
    rows.forEach(row -> keys.add(row.path("key").asText()));
    return keys;
  }

  private JsonNode get(String query) throws Exception {
    return ask(request("/api/deliveries" + query).GET()).path("deliveries");
  }

  private int redrive() throws Exception {
    return ask(request("/api/deliveries/redrive").POST(BodyPublishers.ofString("{}")))
        .path("redriven")
        .asInt();
  }

  private HttpRequest.Builder request(String path) {
    Path data = cluster.data("vigil");
    return HttpRequest.newBuilder(Address.find(data).resolve(path))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + TokenFile.read(data.resolve("server.token")).secret());
  }

  private static JsonNode ask(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }
}
