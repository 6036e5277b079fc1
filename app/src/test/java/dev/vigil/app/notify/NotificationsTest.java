package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.WebhookChannel;
import dev.vigil.alerting.channels.WebhookSettings;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.technical.DeliveryDesk.Closed;
import dev.vigil.dashboard.technical.DeliveryDesk.Redriven;
import dev.vigil.dashboard.technical.DeliveryDesk.Row;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two webhooks behind a real broker: what each is told, over a restart and its receiver's ways. */
class NotificationsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TechnicalAlert WARD_IS_DEAD =
      TechnicalAlert.raised(
          null, "channel/ward", "undelivered", Priority.HIGH, 1_000, "It is dead", "Look.");

  /** And than the first rests between tries. */
  private static final Duration LONGER_THAN_A_TURN = Duration.ofSeconds(5);

  private static final Caller ADMIN = Caller.ofAll("anna");
  private static final Set<Origin> REAL = Set.of(Origin.REAL);

  @TempDir private Path folder;
  private final List<String> ward = new CopyOnWriteArrayList<>();
  private final List<String> desk = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private HttpServer receiver;
  private EmbeddedKafka kafka;
  private KafkaProducer<byte[], byte[]> producer;
  private volatile int term = 1;
  private int written;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/ward", exchange -> take(exchange, ward));
    receiver.createContext("/desk", exchange -> take(exchange, desk));
    receiver.start();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, BrokerSettings.defaults());
    KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    kafka.close();
    receiver.stop(0);
  }

  @Test
  void channels_areToldOnceOverARestart_eachOfItsKind_andRefusedOnesAgain() throws Exception {
    append(Origin.REAL, "past", 1, State.RESOLVED);
    append(Origin.REAL, "open", 1, State.ACTIVE);

    // what is open, what comes, and to each what it is marked for
    try (Notifications notifications = notifications()) {
      awaitTold(ward, "open/1");
      awaitTold(desk, "open/1");
      append(Origin.DEMO, "demo", 1, State.ACTIVE);
      append(Origin.REAL, "next", 1, State.ACTIVE);
      awaitTold(ward, "open/1", "next/1");
      awaitTold(desk, "open/1", "demo/1", "next/1");
      awaitRows(notifications, 5);
    }

    // after a restart: nothing twice, one is refused and holds up no other
    refused.put("bad/1", 422);
    append(Origin.REAL, "bad", 1, State.ACTIVE);
    append(Origin.REAL, "good", 1, State.ACTIVE);
    try (Notifications notifications = notifications()) {
      awaitTold(ward, "open/1", "next/1", "good/1");
      awaitTold(desk, "open/1", "demo/1", "next/1", "good/1");
      await().atMost(PATIENCE).until(() -> notifications.rows(true).size() == 2);
      assertThat(notifications.rows(true))
          .allSatisfy(
              row -> {
                assertThat(row.key()).isEqualTo("bad/1");
                assertThat(row.detail()).isEqualTo("http-422");
              });

      // told after all, on one channel and then on the other
      refused.clear();
      Caller elsewhere = new Caller("b.kim", Set.of(Role.ADMIN), Set.of("b"));
      assertThat(notifications.redrive(null, null, elsewhere)).isEqualTo(new Redriven(0, 2));
      assertThat(notifications.redrive("ward", "bad/1", ADMIN)).isEqualTo(new Redriven(1, 0));
      awaitTold(ward, "open/1", "next/1", "good/1", "bad/1");
      await().atMost(PATIENCE).until(() -> notifications.rows(true).size() == 1);
      assertThat(notifications.redrive("ward", null, ADMIN)).isEqualTo(new Redriven(0, 0));
      assertThat(notifications.redrive(null, null, ADMIN)).isEqualTo(new Redriven(1, 0));
      awaitTold(desk, "open/1", "demo/1", "next/1", "good/1", "bad/1");
      await().atMost(PATIENCE).until(() -> notifications.rows(true).isEmpty());
      Row latest = notifications.rows(false).get(0);
      assertThat(latest).isEqualTo(new Row("desk", "bad/1", 5_000L, true, 1, "http-200"));

      // a dead channel is told of on the other
      append(WARD_IS_DEAD);
      awaitLast(desk, "technical/channel/ward/undelivered/1000/1");
      append(WARD_IS_DEAD.cleared(2_000, "It works again"));
      awaitLast(desk, "technical/channel/ward/undelivered/1000/2");
      assertThat(ward).hasSize(4);
    }
  }

  @Test
  void channelThatIsConfiguredAgain_isNotToldOfTheTimeBetween() throws Exception {
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications both = notifications()) {
      awaitTold(ward, "open/1");
      awaitTold(desk, "open/1");
    }
    try (Notifications without = notifications(List.of(channel("desk", REAL)))) {
      append(Origin.REAL, "missed", 1, State.ACTIVE);
      append(Origin.REAL, "missed", 2, State.RESOLVED);
      append(Origin.REAL, "next", 1, State.ACTIVE);
      await()
          .atMost(PATIENCE)
          .until(() -> desk.containsAll(List.of("missed/1", "missed/2", "next/1")));
    }

    try (Notifications both = notifications()) {
      awaitTold(ward, "open/1", "next/1");
    }
  }

  /** Both it and the notifier that had taken over told everybody. */
  @Test
  void notifierThatIsNotTheOne_tellsNobody_andAllThatIsDueOnceItIsAgain() throws Exception {
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications notifications = notifications(List.of(channel("ward", REAL)))) {
      awaitTold(ward, "open/1");
      refused.put("stuck/1", 500);
      append(Origin.REAL, "stuck", 1, State.ACTIVE);
      await().atMost(PATIENCE).until(() -> notifications.states().get("ward").isPresent());

      term = 0;
      append(Origin.REAL, "next", 1, State.ACTIVE);
      refused.clear();
      await()
          .atMost(PATIENCE)
          .until(() -> notifications.stoodStill().compareTo(LONGER_THAN_A_TURN) > 0);
      List<String> meanwhile = List.copyOf(ward);

      term = 2;
      await().atMost(PATIENCE).until(() -> ward.containsAll(List.of("stuck/1", "next/1")));
      assertThat(ward).hasSize(3);
      assertThat(meanwhile).doesNotContain("next/1");
    }
  }

  @Test
  void receiverThatIsAway_isVisible_andGetsEverythingInOrder() throws Exception {
    refused.put("one/1", 503);
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications notifications = notifications()) {
      awaitTold(ward, "open/1"); // it has begun: what comes now is not past
      append(Origin.REAL, "one", 1, State.ACTIVE);
      append(Origin.REAL, "one", 2, State.RESOLVED);
      await().atMost(PATIENCE).until(() -> notifications.states().get("ward").isPresent());
      assertThat(notifications.states().get("ward").orElseThrow())
          .isEqualTo(new Trouble(5_000, "http-503"));
      assertThat(notifications.leadingOut()).containsExactly("ward", "desk");

      refused.clear();

      awaitTold(ward, "open/1", "one/1", "one/2");
      await().atMost(PATIENCE).until(() -> notifications.states().get("ward").isEmpty());
    }
    assertThat(Files.readString(folder.resolve("deliveries.jsonl"), UTF_8)).contains("\"one\"");
  }

  @Test
  void whatCameWhileTheNotifierWasAway_isToldTheMostUrgentFirst() throws Exception {
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications notifications = notifications()) {
      awaitTold(ward, "open/1");
      awaitTold(desk, "open/1");
      awaitRows(notifications, 2);
    }
    append("low", Priority.LOW);
    append("medium", Priority.MEDIUM);
    append("high", Priority.HIGH);

    try (Notifications notifications = notifications()) {
      awaitTold(ward, "open/1", "high/1", "medium/1", "low/1");
      awaitTold(desk, "open/1", "high/1", "medium/1", "low/1");
    }
  }

  @Test
  void readerWhoseMailboxWasFull_getsItWhenThereIsRoom() throws Exception {
    FedChannel.Receiver mail = fullMailbox();
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications notifications = notifications(List.of(mail))) {
      awaitOwing(notifications);
      assertThat(notifications.owing().get("webhook")).isEqualTo(new Owing(1, 5_000, "told-some"));
      assertThat(notifications.rows(true))
          .containsExactly(new Row("webhook", "open/1", 5_000L, false, 1, "told-some-tried-again"));
      assertThat(notifications.redrive(null, null, ADMIN))
          .as("it goes by itself")
          .isEqualTo(new Redriven(0, 0));

      mail.full.clear();

      await().atMost(PATIENCE).until(() -> notifications.owing().isEmpty());
      assertThat(mail.told).containsExactly("open/1", "ann@ward.example open/1");
      assertThat(notifications.rows(true)).isEmpty();
    }
  }

  /** It could neither be redriven nor taken out, and nobody heard of it. */
  @Test
  void whatAChannelLeftBehind_isSeenByItsName_andCanBeClosed() throws Exception {
    refused.put("open/1", 422);
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications notifications = notifications()) {
      await().atMost(PATIENCE).until(() -> notifications.rows(true).size() == 2);
      assertThat(notifications.refused())
          .containsOnlyKeys("ward", "desk")
          .containsEntry("ward", new Refused(1, 1, 5_000, true));
    }

    try (Notifications notifications = notifications(List.of(channel("desk", REAL)))) {
      assertThat(notifications.refused())
          .containsEntry("ward", new Refused(1, 1, 5_000, false))
          .containsEntry("desk", new Refused(1, 1, 5_000, true));
      assertThat(notifications.redrive("ward", null, ADMIN)).isEqualTo(new Redriven(0, 0));

      Caller elsewhere = new Caller("b.kim", Set.of(Role.ADMIN), Set.of("b"));
      assertThat(notifications.close("ward", null, "it is gone", elsewhere))
          .isEqualTo(new Closed(0, 1));
      assertThat(notifications.close("ward", null, "it is gone", ADMIN))
          .isEqualTo(new Closed(1, 0));
      assertThat(notifications.rows(true)).extracting(Row::channel).containsExactly("desk");
    }
  }

  @Test
  void whatAChannelThatIsGoneOwesToAReader_waitsForSomebody() throws Exception {
    FedChannel.Receiver mail = fullMailbox();
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications notifications = notifications(List.of(mail))) {
      awaitOwing(notifications);
      assertThat(notifications.refused()).isEmpty();
    }

    try (Notifications notifications = notifications(List.of(channel("desk", REAL)))) {
      assertThat(notifications.refused()).containsEntry("webhook", new Refused(1, 1, 5_000, false));
      assertThat(notifications.rows(true))
          .containsExactly(new Row("webhook", "open/1", 5_000L, false, 1, "told-some"));
      assertThat(notifications.close("webhook", "open/1", "told by phone", ADMIN))
          .isEqualTo(new Closed(1, 0));
    }
  }

  /** Whoever had set right what refused it waited for the other message, perhaps for ever. */
  @Test
  void redrivenOne_doesNotWaitForWhatIsTriedInVain() throws Exception {
    refused.put("bad/1", 422);
    refused.put("stuck/1", 500);
    append(Origin.REAL, "open", 1, State.ACTIVE);
    try (Notifications notifications = notifications(List.of(channel("ward", REAL)))) {
      awaitTold(ward, "open/1");
      append(Origin.REAL, "bad", 1, State.ACTIVE);
      await().atMost(PATIENCE).until(() -> notifications.rows(true).size() == 1);
      append(Origin.REAL, "stuck", 1, State.ACTIVE);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  notifications
                      .states()
                      .get("ward")
                      .filter(t -> t.detail().equals("http-500"))
                      .isPresent());

      refused.remove("bad/1");
      assertThat(notifications.redrive(null, null, ADMIN)).isEqualTo(new Redriven(1, 0));

      awaitTold(ward, "open/1", "bad/1");
      await().atMost(PATIENCE).until(() -> notifications.rows(true).isEmpty());
      assertThat(notifications.states().get("ward")).as("another is tried in vain").isPresent();
    }
  }

  private Notifications notifications() {
    return notifications(
        List.of(
            channel("ward", Set.of(Origin.REAL)),
            channel("desk", Set.of(Origin.REAL, Origin.DEMO))));
  }

  private Notifications notifications(List<Channel> channels) {
    Notifications.Of real = new Notifications.Of(Ticks.World.REAL_TIME, () -> 5_000);
    return Notifications.start(channels, folder, kafka.bootstrap(), real, () -> term);
  }

  private Channel channel(String name, Set<Origin> origins) {
    URI target = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/" + name);
    return new WebhookChannel(
        name,
        origins,
        new WebhookSettings(target, null, Duration.ofSeconds(5), 1, Duration.ofMillis(1)));
  }

  /** Of the one reader whom it tells later. */
  private static FedChannel.Receiver fullMailbox() {
    FedChannel.Receiver mail = new FedChannel.Receiver();
    mail.full.add("ann@ward.example");
    return mail;
  }

  private void take(HttpExchange exchange, List<String> told) throws IOException {
    try (exchange) {
      String key = exchange.getRequestHeaders().getFirst(WebhookChannel.KEY_HEADER);
      int status = refused.getOrDefault(key, 200);
      if (status == 200) {
        told.add(key);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void append(String alert, Priority priority) throws Exception {
    append(Transitions.of(alert, alert, 1, State.ACTIVE, priority, 100));
  }

  private void append(Origin origin, String alert, int sequence, State state) throws Exception {
    append(Transitions.of(origin, alert, alert, sequence, state));
  }

  private void append(AlertTransition transition) throws Exception {
    byte[] patient = transition.patient().getBytes(UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.ALERTS, patient, Json.encode(transition));
    record.headers().add(OutputNumber.HEADER, (++written + ":100:0").getBytes(UTF_8));
    producer.send(record).get();
  }

  private void append(TechnicalAlert alert) throws Exception {
    producer
        .send(
            new ProducerRecord<>(Topics.TECHNICAL, alert.key().getBytes(UTF_8), Json.encode(alert)))
        .get();
  }

  private static void awaitTold(List<String> told, String... keys) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(told).containsExactly(keys));
  }

  private static void awaitLast(List<String> told, String key) {
    await().atMost(PATIENCE).until(() -> told.get(told.size() - 1).equals(key));
  }

  private static void awaitOwing(Notifications notifications) {
    await().atMost(PATIENCE).until(() -> !notifications.owing().isEmpty());
  }

  private static void awaitRows(Notifications notifications, int count) {
    await().atMost(PATIENCE).until(() -> notifications.rows(false).size() == count);
  }
}
