package dev.vigil.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.ingest.Wards;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientDirectoryTest {
  private static final TopicPartition PARTITION = new TopicPartition(Topics.CONTEXTS, 0);

  private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
  private final MockConsumer<byte[], byte[]> next = new MockConsumer<>("earliest");
  private final Deque<MockConsumer<byte[], byte[]>> kafkas = new ArrayDeque<>(List.of(kafka, next));
  private final PatientDirectory directory = new PatientDirectory(kafkas::remove);
  private long offset;

  @AfterEach
  void close() {
    directory.close();
    assertThat(kafka.closed()).isTrue();
  }

  @Test
  void directory_isReadyAtTheEnd_thenFollows() throws Exception {
    startWith(3);
    kafka.schedulePollTask(
        () -> {
          assertThat(directory.ready()).isFalse();
          add("ann", Json.encode(Wards.admitted("ann", new DeviceAssignment("mon", 0, null))));
          add("bad", "{\"patient\":".getBytes(UTF_8));
          add("bob", Json.encode(Wards.admitted("bob")));
        });
    directory.start();
    directory.caughtUp().get(5, TimeUnit.SECONDS);

    assertThat(directory.ready()).isTrue();
    assertThat(directory.all()).extracting(PatientContext::patient).contains("ann", "bob");
    assertThat(directory.wearing("mon", 1)).hasSize(1);

    kafka.schedulePollTask(
        () -> {
          add("ann", Json.encode(Wards.discharged("ann", 9)));
          add("bob", null);
        });
    await().until(() -> directory.find("bob") == null);
    assertThat(directory.find("ann").isAdmitted()).isFalse();
  }

  @Test
  void directory_thatCannotRead_isNotReady() {
    startWith(1);
    kafka.setPollException(new KafkaException("broken"));
    directory.start();

    await().until(directory.caughtUp()::isCompletedExceptionally);
    assertThat(directory.ready()).isFalse();
  }

  @Test
  void directory_whoseReadingFails_isNotReadyUntilItHasReadAllAnew() throws Exception {
    startWith(1);
    kafka.schedulePollTask(() -> add("ann", Json.encode(Wards.admitted("ann"))));
    directory.start();
    directory.caughtUp().get(5, TimeUnit.SECONDS);
    hold(next, 2);
    next.schedulePollTask(
        () -> {
          assertThat(directory.ready()).isFalse();
          next.addRecord(record(0, "ann", Json.encode(Wards.discharged("ann", 9))));
          next.addRecord(record(1, "bob", Json.encode(Wards.admitted("bob"))));
        });

    kafka.setPollException(new KafkaException("broken"));

    await().until(() -> directory.ready() && directory.find("bob") != null);
    assertThat(directory.find("ann").isAdmitted()).isFalse();
  }

  /** The gateway would refuse every sender for ever. */
  @Test
  void directory_thatMeetsAnError_readsAllAnew() {
    startWith(1);
    kafka.schedulePollTask(
        () -> {
          throw new NoClassDefFoundError("gone for a moment");
        });
    hold(next, 0);

    directory.start();

    await().until(directory::ready);
  }

  private void startWith(long records) {
    hold(kafka, records);
  }

  private static void hold(MockConsumer<byte[], byte[]> consumer, long records) {
    consumer.updatePartitions(
        Topics.CONTEXTS, List.of(new PartitionInfo(Topics.CONTEXTS, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, records));
  }

  private void add(String patient, byte[] value) {
    kafka.addRecord(record(offset++, patient, value));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String patient, byte[] value) {
    return new ConsumerRecord<>(Topics.CONTEXTS, 0, offset, patient.getBytes(UTF_8), value);
  }
}
