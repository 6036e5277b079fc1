package dev.vigil.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAME = "counting";
  @TempDir private static Path data;
  private static EmbeddedKafka kafka;

  private final Checkpoints checkpoints = new Checkpoints(data.resolve("checkpoints"));

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = EmbeddedKafka.start(data.resolve("kafka"), 0, BrokerSettings.defaults());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("in", 1, (short) 1),
                  new NewTopic("out", 1, (short) 1),
                  new NewTopic("in-rocksdb", 1, (short) 1),
                  new NewTopic("out-rocksdb", 1, (short) 1),
                  new NewTopic("poisoned", 1, (short) 1)))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void job_goesOnFromItsNewestCheckpointOnAnotherCluster() throws Exception {
    // given a job with state, on a cluster that goes away without cancelling it
    send("in", 10, "word");
    String first;
    try (EmbeddedFlink flink = startFlink();
        FlinkJobs jobs = FlinkJobs.connect(flink.restUrl(), List.of())) {
      JobID id = jobs.submit(job("in", "out"), NAME, null);
      awaitLastLine("out", "word 10");
      first = awaitCheckpointAfter(null);
      first = awaitCheckpointAfter(first);
      assertThat(jobs.list())
          .singleElement()
          .matches(job -> job.isAlive() && job.id().equals(id) && job.name().equals(NAME));
      assertThat(jobs.failureCause(id)).isEmpty();
    }
    send("in", 5, "word");

    // when
    try (EmbeddedFlink flink = startFlink();
        FlinkJobs jobs = FlinkJobs.connect(flink.restUrl(), List.of())) {
      JobID id =
          jobs.submit(job("in", "out"), NAME, checkpoints.newestComplete(NAME).orElseThrow());

      // then neither state nor position was lost: nothing was counted twice or anew
      awaitLastLine("out", "word 15");
      assertThat(lines("out")).hasSize(15);
      awaitCheckpointAfter(first);
      await().atMost(PATIENCE).until(() -> newest().contains(id.toHexString()));
      assertThat(checkpoints.prune(NAME, Set.of(id.toHexString()))).isEqualTo(1);
      jobs.cancel(id);
      await().atMost(PATIENCE).until(() -> jobs.status(id) == JobStatus.CANCELED);
      assertThat(newest()).contains(id.toHexString());
    }
  }

  /** Incremental checkpoints share files; none of those of a former id may be one of them. */
  @Test
  void rocksDbJob_goesOnAfterTheCheckpointsOfItsFormerIdAreGone() throws Exception {
    // given a job that has gone on once, from a checkpoint that is gone now
    send("in-rocksdb", 10, "word");
    rocksDbJobUntil("word 10", null);
    String first = awaitCheckpointAfter("rocksdb", null);
    send("in-rocksdb", 5, "word");
    String second = rocksDbJobUntil("word 15", first);
    assertThat(checkpoints.prune("rocksdb", Set.of())).isEqualTo(1);
    assertThat(Path.of(URI.create(first))).doesNotExist();
    send("in-rocksdb", 5, "word");

    // when
    rocksDbJobUntil("word 20", second);

    // then
    assertThat(lines("out-rocksdb")).hasSize(20);
    assertThat(Path.of(URI.create(second)).resolveSibling("shared"))
        .isDirectoryContaining(Files::isRegularFile);
  }

  /** Runs it from a checkpoint until it has written a line, and gives a checkpoint after that. */
  private String rocksDbJobUntil(String line, @Nullable String checkpoint) throws Exception {
    String directory = checkpoints.directoryFor("rocksdb");
    try (EmbeddedFlink flink = startFlink();
        FlinkJobs jobs = FlinkJobs.connect(flink.restUrl(), List.of())) {
      JobID id =
          jobs.submit(
              CountingJob.defineOnRocksDb(
                  kafka.bootstrap(), "in-rocksdb", "out-rocksdb", directory),
              "rocksdb",
              checkpoint);
      awaitLastLine("out-rocksdb", line);
      String after = awaitCheckpointAfter("rocksdb", checkpoint);
      after = awaitCheckpointAfter("rocksdb", after);
      assertThat(jobs.failureCause(id)).isEmpty();
      return after;
    }
  }

  @Test
  void failingJob_namesItsCause() throws Exception {
    // given
    send("poisoned", 1, CountingJob.POISON);
    try (EmbeddedFlink flink = startFlink();
        FlinkJobs jobs = FlinkJobs.connect(flink.restUrl(), List.of())) {

      // when
      JobID id = jobs.submit(job("poisoned", "out"), "poisoned", null);

      // then
      await().atMost(PATIENCE).until(() -> jobs.failureCause(id).isPresent());
      assertThat(jobs.failureCause(id).orElseThrow().cause())
          .isEqualTo("java.lang.IllegalStateException: this word is poison");
    }
  }

  @Test
  void scratch_ofAKilledCluster_isGoneWhenTheNextStarts() throws Exception {
    // given
    Path left = data.resolve("scratch").resolve("minicluster_killed").resolve("000014.sst");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "state");

    // when
    startFlink().close();

    // then
    assertThat(left).doesNotExist();
  }

  @Test
  void clusterThatIsAway_isReportedWithinTheTimeOut() {
    // given
    try (FlinkJobs jobs = FlinkJobs.connect("http://127.0.0.1:" + Ports.free(), List.of())) {

      // when, then
      assertThat(jobs.version()).isEmpty();
      assertThatThrownBy(jobs::list)
          .isInstanceOf(FlinkUnavailableException.class)
          .hasMessageContaining("failed on listing the jobs");
    }
  }

  private static EmbeddedFlink startFlink() {
    return EmbeddedFlink.start(
        new FlinkSettings(0, 2, data.resolve("checkpoints"), data.resolve("scratch")));
  }

  private StreamExecutionEnvironment job(String in, String out) {
    return CountingJob.define(kafka.bootstrap(), in, out, checkpoints.directoryFor(NAME));
  }

  private String newest() {
    return checkpoints.newestComplete(NAME).orElse("");
  }

  private String awaitCheckpointAfter(@Nullable String earlier) {
    return awaitCheckpointAfter(NAME, earlier);
  }

  private String awaitCheckpointAfter(String name, @Nullable String earlier) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> checkpoints.newestComplete(name).orElse(earlier),
            c -> c != null && !c.equals(earlier));
  }

  private static void send(String topic, int times, String value) {
    var strings = new StringSerializer();
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
    try (var producer = new KafkaProducer<>(settings, strings, strings)) {
      for (int i = 0; i < times; i++) {
        var unused = producer.send(new ProducerRecord<>(topic, value));
      }
    }
  }

  private static void awaitLastLine(String topic, String line) {
    await().atMost(PATIENCE).until(() -> lines(topic).contains(line));
  }

  private static List<String> lines(String topic) {
    var strings = new StringDeserializer();
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
    var partition = new TopicPartition(topic, 0);
    List<String> lines = new ArrayList<>();
    try (var consumer = new KafkaConsumer<>(settings, strings, strings)) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> lines.add(record.value()));
      }
    }
    return lines;
  }
}
