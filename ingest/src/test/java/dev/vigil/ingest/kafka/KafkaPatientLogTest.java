package dev.vigil.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.IntakeCounts;
import dev.vigil.ingest.Position;
import dev.vigil.ingest.Reason;
import dev.vigil.ingest.Verdict;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaPatientLogTest {
  private static final List<PartitionInfo> PARTITIONS =
      List.of(
          partition(Topics.PATIENTS, 0),
          partition(Topics.PATIENTS, 1),
          partition(Topics.REJECTED, 0),
          partition(Topics.HEARTBEATS, 0));

  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(
          new Cluster("c", List.of(new Node(0, "h", 1)), PARTITIONS, Set.of(), Set.of()),
          false,
          null,
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final GatewayProducer producer = new GatewayProducer(kafka, nanos::get);
  private final KafkaPatientLog log = new KafkaPatientLog(producer, 2, false, Set.of());

  @Test
  void record_isKeyedByPatientAndTyped() throws MalformedRecordException {
    Readings readings =
        new Readings("ann", 1000, "http", List.of(Reading.of("spo2", "s", 999, 970)));

    CompletableFuture<Position> appended = log.append(readings);

    assertThat(appended).isNotDone();
    kafka.completeNext();
    assertThat(appended).isCompletedWithValue(new Position(log.partitionOf("ann"), 0));
    ProducerRecord<byte[], byte[]> sent = kafka.history().get(0);
    assertThat(sent.topic()).isEqualTo(Topics.PATIENTS);
    assertThat(new String(sent.key(), UTF_8)).isEqualTo("ann");
    assertThat(new String(sent.headers().lastHeader("type").value(), UTF_8)).isEqualTo("readings");
    assertThat(LogCodec.decode(RecordType.READINGS, sent.value())).isEqualTo(readings);
  }

  @Test
  void log_isReadyOnceEveryPartitionHasATick() {
    CompletableFuture<Position> first = log.append(0, new Tick(1, "g"));
    CompletableFuture<Position> second = log.append(1, new Tick(1, "g"));
    kafka.completeNext();

    assertThat(first).isCompleted();
    assertThat(log.notReady()).isEqualTo(Reason.NO_TICK);
    kafka.completeNext();
    assertThat(second).isCompleted();
    assertThat(log.notReady()).isNull();
    assertThat(kafka.history()).extracting(ProducerRecord::partition).containsExactly(0, 1);
    assertThat(kafka.history()).extracting(ProducerRecord::key).containsOnlyNulls();
  }

  @Test
  void log_isAwayForASecondAfterAFailure() {
    KafkaPatientLog ticked = new KafkaPatientLog(producer, 2, false, Set.of(0, 1));
    CompletableFuture<Position> appended = ticked.append(new Resume("ann", 1));

    kafka.errorNext(new TimeoutException("no broker"));

    assertThat(appended).isCompletedExceptionally();
    assertThat(ticked.notReady()).isEqualTo(Reason.LOG_UNAVAILABLE);
    assertThat(ticked.append(new Resume("bob", 1))).isCompletedExceptionally();
    assertThat(kafka.history()).hasSize(1);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(ticked.notReady()).isNull();
  }

  @Test
  void readings_behindAClockThatStands_areRefused_butResumesAndOtherPartitionsAreNot() {
    KafkaPatientLog live = new KafkaPatientLog(producer, 2, true, Set.of());
    tick(live, 0, 1000);
    tick(live, 1, 1005);

    assertThat(live.append(readings(live, 0, 1010))).isNotDone();
    assertThat(live.append(readings(live, 0, 1011))).isCompletedExceptionally();
    assertThat(live.append(readings(live, 1, 1011))).isNotDone();
    assertThat(live.append(new Resume(patientOf(live, 0), 1011))).isNotDone();
    tick(live, 0, 1011);
    assertThat(live.append(readings(live, 0, 1011))).isNotDone();
  }

  @Test
  void readings_ofARecordedWorld_whoseClockLeaps_areTaken() {
    tick(log, 0, 1000);
    tick(log, 1, 1000);

    assertThat(log.append(readings(log, 0, 9999))).isNotDone();
  }

  private void tick(KafkaPatientLog log, int partition, long second) {
    CompletableFuture<Position> ticked = log.append(partition, new Tick(second, "g"));
    while (!ticked.isDone()) {
      assertThat(kafka.completeNext()).isTrue();
    }
  }

  private static Readings readings(KafkaPatientLog log, int partition, long received) {
    return new Readings(
        patientOf(log, partition), received, "http", List.of(Reading.of("spo2", "s", 999, 970)));
  }

  private static String patientOf(KafkaPatientLog log, int partition) {
    return Stream.of("ann", "bob", "cem", "dan", "eve", "fay")
        .filter(patient -> log.partitionOf(patient) == partition)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void producer_thatThrows_failsTheFuture() {
    kafka.close();

    assertThat(log.append(new Resume("ann", 1))).isCompletedExceptionally();
  }

  @Test
  void rejectedReading_andHeartbeat_areWritten() throws MalformedRecordException {
    IntakeCounts counts = new IntakeCounts();
    counts.received(3);
    counts.judged(Verdict.ACCEPTED);

    CompletableFuture<Position> kept =
        new KafkaRejectedLog(producer)
            .append(new Rejected("http", "implausible", 5, null, new byte[] {1}));
    new GatewayHeartbeat(producer, counts, "1").beat(7);

    kafka.completeNext();
    assertThat(kept).isCompletedWithValue(new Position(0, 0));
    ProducerRecord<byte[], byte[]> rejected = kafka.history().get(0);
    assertThat(rejected.topic()).isEqualTo(Topics.REJECTED);
    assertThat(Json.decode(rejected.value(), Rejected.class).raw()).containsExactly(1);
    ProducerRecord<byte[], byte[]> heartbeat = kafka.history().get(1);
    assertThat(new String(heartbeat.key(), UTF_8)).isEqualTo("gateway-1/0");
    assertThat(Json.decode(heartbeat.value(), Heartbeat.class).counts())
        .containsEntry("received", 3L)
        .containsEntry("accepted", 1L)
        .containsEntry("refused", 0L);
  }

  @Test
  void settings_areOnesKafkaAccepts() {
    ByteArraySerializer bytes = new ByteArraySerializer();

    try (KafkaProducer<byte[], byte[]> real =
        new KafkaProducer<>(GatewayProducer.settings("localhost:1"), bytes, bytes)) {
      assertThat(real.metrics()).isNotEmpty();
    }
  }

  private static PartitionInfo partition(String topic, int number) {
    return new PartitionInfo(topic, number, null, null, null);
  }
}
