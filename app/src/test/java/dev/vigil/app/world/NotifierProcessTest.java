package dev.vigil.app.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.alerting.channels.WebhookChannel;
import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.notify.NotifierElsewhere;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.app.runtime.Ports;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.kafka.KafkaRecordLog;
import dev.vigil.dashboard.technical.DeliveryDesk.Redriven;
import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.RedriveRequest;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notifier alone, a real broker, a webhook's receiver, and a server's view of all that. */
class NotifierProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SILENT_AFTER = 10;
  private static final String GROUP = "vigil.notifier";
  private static final String MESSAGE = "technical/job/alerts/stalled/1";
  private static final String KEY = "technical/job/alerts/stalled/1000/1";
  private static final TechnicalAlert STALLED =
      TechnicalAlert.raised(
          null, "job/alerts", "stalled", Priority.HIGH, 1_000, "It stands still", "Look.");

  @TempDir private Path folder;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer receiver;
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, BrokerSettings.defaults());
    KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
    await("the topics are known").atMost(PATIENCE).ignoreExceptions().until(this::hasTopics);
  }

  private boolean hasTopics() {
    List<String> topics = List.of(Topics.DELIVERIES, Topics.REDRIVES, Topics.TECHNICAL);
    try (TopicTail tail = TopicTail.fromEnd(kafka.bootstrap(), topics)) {
      return tail.partitions().size() == topics.size();
    }
  }

  @AfterEach
  void stop() {
    kafka.close();
    receiver.stop(0);
  }

  @Test
  void notifier_tells_isSeenFromElsewhere_andTellsOnceMoreWhatItIsAskedTo() throws Exception {
    int port = Ports.free();
    try (NotifierElsewhere seen = follow()) {
      assertThat(seen.isSilent()).as("before it was ever there").isTrue();

      status = 422;
      try (NotifierProcess notifier = process("one", port)) {
        assertThat(notifier.channels()).containsExactly("log", "webhook");
        await("its sign").atMost(PATIENCE).until(() -> !seen.isSilent());
        append();
        await("a dead letter").atMost(PATIENCE).until(() -> seen.rows(true).size() == 1);
        assertThat(seen.rows(true).get(0).key()).isEqualTo(MESSAGE);
        assertThat(seen.rows(true).get(0).detail()).isEqualTo("http-422");
        assertThat(seen.leadingOut()).containsExactly("webhook");
        assertThat(seen.states().get("webhook")).isPresent();
        assertThat(scraped(port))
            .contains("vigil_notifier_letters 1.0")
            .contains("vigil_notifier_undelivered{channel=\"webhook\"} 1.0");

        status = 200;
        assertThat(seen.redrive(null, null, Caller.ofAll("anna"))).isEqualTo(new Redriven(1, 0));
        await("it is told after all").atMost(PATIENCE).until(() -> seen.rows(true).isEmpty());
        assertThat(told).containsExactly(KEY);
        assertThat(seen.rows(false).get(0).delivered()).isTrue();
        assertThat(seen.states().get("webhook")).isEmpty();
      }

      await("it is missed").atMost(PATIENCE).until(seen::isSilent);
      assertThat(seen.rows(false)).as("what it did is still known").isNotEmpty();
    }
  }

  @Test
  void secondNotifier_isRefusedByName() throws Exception {
    try (NotifierProcess first = process("one", 0)) {
      assertThat(first.channels()).isNotEmpty();
      assertThatThrownBy(() -> process("two", 0))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("Another notifier (process ")
          .hasMessageContaining("two would tell everybody twice");
    }
  }

  /** It went on beside the one that had taken over, and everybody was told twice. */
  @Test
  void notifierWhoseLeaseAnotherHasTaken_ends() throws Exception {
    try (NotifierProcess notifier = process("one", 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
        KafkaConsumer<byte[], byte[]> other = new KafkaConsumer<>(otherNotifier())) {
      notifier.requireItsTurn();
      other.subscribe(List.of(Topics.DELIVERIES));
      await("another waits for the lease").atMost(PATIENCE).until(() -> isMember(other));
      await("it is the other's")
          .ignoreExceptions() // nobody is a member for a moment
          .atMost(PATIENCE)
          .until(() -> isTakenBy(other, admin));

      await("it ends")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                var unused = polled(other);
                assertThatThrownBy(notifier::requireItsTurn)
                    .isInstanceOf(VigilException.class)
                    .hasMessageContaining("This process ends: it has lost the notifier's lease");
              });
    }
  }

  private Map<String, Object> otherNotifier() {
    Map<String, Object> settings = PlainConsumer.settings(kafka.bootstrap());
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    // It hears sooner than a notifier that nobody is a member any more.
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 100);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return settings;
  }

  /**
   * Both are thrown out, and the first to come back has it: once more, if that was the notifier.
   */
  private static boolean isTakenBy(KafkaConsumer<byte[], byte[]> other, Admin admin)
      throws Exception {
    admin
        .removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
        .all()
        .get();
    long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    while (System.nanoTime() < until) {
      if (!polled(other).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMember(KafkaConsumer<byte[], byte[]> consumer) {
    var unused = polled(consumer);
    return !consumer.groupMetadata().memberId().isEmpty();
  }

  private static Set<TopicPartition> polled(KafkaConsumer<byte[], byte[]> consumer) {
    var unused = consumer.poll(Duration.ofMillis(100));
    return consumer.assignment();
  }

  /** Numbers and offsets of another log would keep it from telling what is new. */
  @Test
  void folderOfAnotherKafka_isRefused() throws Exception {
    process("one", 0).close();
    String first = kafka.bootstrap();
    try (EmbeddedKafka other =
        EmbeddedKafka.start(folder.resolve("other"), 0, BrokerSettings.defaults())) {
      KafkaTopics.ensure(other.bootstrap(), 1, 72);

      assertThat(other.bootstrap()).isNotEqualTo(first);
      assertThatThrownBy(() -> process("one", 0, other.bootstrap()))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("belongs to the Kafka cluster");
    }
  }

  private NotifierProcess process(String name, int port) {
    return process(name, port, kafka.bootstrap());
  }

  private NotifierProcess process(String name, int port, String bootstrap) {
    Map<String, String> settings =
        Map.of(
            "webhook.url",
            "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
            "notifier.metrics-port",
            Integer.toString(port));
    VigilConfig config = ConfigReader.read(null, Map.of(), settings);
    return NotifierProcess.start(
        config, folder.resolve(name), new BegunLog(bootstrap, new TreeMap<>()));
  }

  private NotifierElsewhere follow() {
    Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrap());
    return NotifierElsewhere.follow(
        kafka.bootstrap(),
        () -> System.currentTimeMillis() / 1000,
        SILENT_AFTER,
        new KafkaRecordLog<>(client, Topics.REDRIVES, RedriveRequest.class));
  }

  private void append() {
    try (TopicWriter writer = new TopicWriter(kafka.bootstrap())) {
      writer.append(Topics.TECHNICAL, STALLED.key(), Json.encode(STALLED));
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (status == 200) {
        told.add(exchange.getRequestHeaders().getFirst(WebhookChannel.KEY_HEADER));
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static String scraped(int port) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    return new String(
        HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray()).body(), UTF_8);
  }
}
