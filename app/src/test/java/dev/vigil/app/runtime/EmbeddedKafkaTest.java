package dev.vigil.app.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Topics;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  private static final int RECORDS = 1000;

  @Test
  void records_areThereAfterTheProcessIsKilled(@TempDir Path folder) throws Exception {
    // given a broker of another process, which has acknowledged records
    Process process = startAndProduceElsewhere(folder);
    assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0, BrokerSettings.defaults()))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("in use by another Vigil (process " + process.pid() + ")");
    List<String> ports = Files.readAllLines(folder.resolve("ports"), UTF_8);
    process.destroyForcibly().waitFor();

    // when
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {

      // then
      assertThat(kafka.bootstrap()).isEqualTo("127.0.0.1:" + ports.get(0));
      assertThat(endOffset(kafka, Topics.LEDGER)).isEqualTo(RECORDS);
    }
  }

  @Test
  void startThatEndsByAnError_leavesTheFolderToTheNext(@TempDir Path folder) {
    BrokerSettings settings = BrokerSettings.defaults();

    assertThatThrownBy(() -> EmbeddedKafka.start(folder, EmbeddedKafkaTest::missing, settings))
        .isInstanceOf(NoClassDefFoundError.class);

    assertThat(FolderLock.isTaken(folder)).isFalse();
  }

  private static BrokerNode missing(Path folder) {
    throw new NoClassDefFoundError("a jar is missing");
  }

  @Test
  void topics_areMadeOnceAndPartitionsNeverChange(@TempDir Path folder) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      // given
      KafkaTopics.ensure(kafka.bootstrap(), 3, 72);

      // when
      KafkaTopics.ensure(kafka.bootstrap(), 3, 96);

      // then
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
        assertThat(admin.listTopics().names().get())
            .containsAll(Topics.all(3).stream().map(Topics.Definition::name).toList());
        var log = new ConfigResource(ConfigResource.Type.TOPIC, Topics.PATIENTS);
        // The broker learns of a change a moment after the controller has acknowledged it.
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> setting(admin, log, "retention.ms").equals("345600000"));
        assertThat(setting(admin, log, "message.timestamp.type")).isEqualTo("LogAppendTime");
      }
      assertThatThrownBy(() -> KafkaTopics.ensure(kafka.bootstrap(), 4, 96))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("kafka.partitions is 4")
          .hasMessageContaining("vigil.patients has 3 partitions")
          .hasMessageContaining("set kafka.partitions to 3");
    }
  }

  @Test
  void takenPort_isRefusedByName(@TempDir Path folder) throws Exception {
    // given
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      // when, then
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, port, BrokerSettings.defaults()))
          .isInstanceOf(VigilException.class)
          .hasMessage(
              "Port %d (kafka.port) is taken by another program: stop that one, or set kafka.port"
                  + " to a free port.",
              port);
    }
    assertThat(FolderLock.isTaken(folder)).isFalse();
  }

  @Test
  void logWithoutItsIdentity_isNotFormattedAnew(@TempDir Path folder) throws Exception {
    // given
    Path log = Files.createDirectories(folder.resolve("log").resolve("vigil.patients-0"));

    // when, then
    assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0, BrokerSettings.defaults()))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("meta.properties is missing");
    assertThat(log).exists();
  }

  /** A week after something went wrong, looking at it would end what there is to look at. */
  @Test
  void brokerForReading_deletesNothingByItsAge(@TempDir Path folder) throws Exception {
    BrokerNode node = BrokerNode.alone(BrokerPorts.choose(folder, 0));

    KafkaConfig reading =
        KafkaConfig.fromProps(
            BrokerProperties.of(folder, node, BrokerSettings.forReading()), false);
    KafkaConfig running =
        KafkaConfig.fromProps(BrokerProperties.of(folder, node, BrokerSettings.defaults()), false);

    assertThat(reading.getLong(BrokerProperties.FIRST_DELETION))
        .isGreaterThan(TimeUnit.DAYS.toMillis(365));
    assertThat(running.getLong(BrokerProperties.FIRST_DELETION))
        .as("Kafka knows the key, and has another value for it")
        .isEqualTo(TimeUnit.SECONDS.toMillis(30));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.forReading())) {
      KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
    }
  }

  private static String setting(Admin admin, ConfigResource topic, String name) throws Exception {
    return admin.describeConfigs(List.of(topic)).all().get().get(topic).get(name).value();
  }

  private static long endOffset(EmbeddedKafka kafka, String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private static Process startAndProduceElsewhere(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Its output stays open until it is killed.
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    assertThat(lines.readLine()).isEqualTo("produced");
    return process;
  }

  /** What runs in the process that is killed. */
  static final class Elsewhere {
    public static void main(String[] args) throws Exception {
      try {
        produce(Path.of(args[0]));
        System.out.println("produced");
        Thread.currentThread().join();
      } catch (Exception e) { // the broker's threads would keep the process, and its output, open
        System.out.println(e);
        Runtime.getRuntime().halt(1);
      }
    }

    private static void produce(Path folder) throws Exception {
      EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults());
      KafkaTopics.ensure(kafka.bootstrap(), 2, 72);
      Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap(), "acks", "all");
      var strings = new StringSerializer();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      try (var producer = new KafkaProducer<>(settings, strings, strings)) {
        for (int i = 0; i < RECORDS; i++) {
          sent.add(producer.send(new ProducerRecord<>(Topics.LEDGER, 0, "key", "value " + i)));
        }
      }
      for (Future<RecordMetadata> acknowledged : sent) {
        acknowledged.get(); // a record that was refused is none that has to be there
      }
    }
  }
}
