package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.ingest.kafka.GatewayProducer;
import dev.vigil.ingest.kafka.KafkaPatientLog;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOwnerTest {
  private static final long RECORDED = 1_546_300_800L;

  @TempDir private Path folder;

  @Test
  void emptyLog_isTakenByAnyWorldAndRemembered() throws IOException {
    try (EmbeddedKafka kafka = kafka("a")) {
      // when
      owner(kafka, "data").require(Ticks.World.RECORDED, false);

      // then
      String cluster = KafkaTopics.clusterId(kafka.bootstrap());
      assertThat(Files.readString(folder.resolve("data").resolve(LogOwner.FILE)).strip())
          .isEqualTo(cluster);

      // and the replay that began there goes on, another one doesn't
      tick(kafka, RECORDED);
      owner(kafka, "data").require(Ticks.World.RECORDED, false);
      assertThatThrownBy(() -> owner(kafka, "other").require(Ticks.World.RECORDED, false))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("the log of another replay");
      assertThatThrownBy(() -> owner(kafka, "ward").require(Ticks.World.REAL_TIME, false))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("holds the log of a replay");
      assertThat(folder.resolve("ward")).doesNotExist();
    }
  }

  @Test
  void wardsLog_isAnyWardsAndNoReplays() {
    try (EmbeddedKafka kafka = kafka("a")) {
      // given
      tick(kafka, Clock.systemUTC().instant().getEpochSecond());

      // when, then
      owner(kafka, "data").require(Ticks.World.REAL_TIME, false);
      owner(kafka, "moved").require(Ticks.World.REAL_TIME, false);
      assertThatThrownBy(() -> owner(kafka, "replay").require(Ticks.World.RECORDED, false))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("holds the log of a Vigil in real time");
    }
  }

  @Test
  void wardsLogWithoutATickLeft_isNoReplays() throws Exception {
    try (EmbeddedKafka kafka = kafka("a")) {
      // given
      tick(kafka, Clock.systemUTC().instant().getEpochSecond());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
        TopicPartition partition = new TopicPartition(Topics.PATIENTS, 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get();
      }

      // when, then
      assertThatThrownBy(() -> owner(kafka, "replay").require(Ticks.World.RECORDED, false))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("perhaps a ward's");
      owner(kafka, "data").require(Ticks.World.REAL_TIME, false);
    }
  }

  @Test
  void folderOfAnotherKafka_isRefusedByName() throws IOException {
    // given
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve(LogOwner.FILE), "another\n");

    try (EmbeddedKafka kafka = kafka("a")) {
      // when, then
      assertThatThrownBy(() -> owner(kafka, "data").require(Ticks.World.REAL_TIME, false))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining(data + " belongs to the Kafka cluster another");
    }
  }

  @Test
  void sharedCheckpointsThatAreGone_areRefusedUnlessAllBeginsAnew() throws IOException {
    try (EmbeddedKafka kafka = kafka("a")) {
      // given
      Path shared = folder.resolve("shared");
      LogOwner owner = new LogOwner(kafka.bootstrap(), folder.resolve("data"), shared);
      owner.require(Ticks.World.REAL_TIME, false);
      owner.require(Ticks.World.REAL_TIME, false);

      // when it isn't mounted
      Files.delete(shared.resolve(LogOwner.FILE));

      // then
      assertThatThrownBy(() -> owner.require(Ticks.World.REAL_TIME, false))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining(shared + " (flink.checkpoints) is not the one that this Vigil had")
          .hasMessageContaining("is it mounted?")
          .hasMessageEndingWith("start it with --rebuild-state.");
      assertThatThrownBy(() -> owner.require(Ticks.World.RECORDED, false))
          .as("a replay's own folders, and not its ward's")
          .isInstanceOf(VigilException.class)
          .hasMessageEndingWith("start it with --fresh.");
      owner.require(Ticks.World.REAL_TIME, true);
      owner.require(Ticks.World.REAL_TIME, false);
    }
  }

  private EmbeddedKafka kafka(String name) {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve(name), 0, BrokerSettings.defaults());
    KafkaTopics.ensure(kafka.bootstrap(), 1, -1);
    return kafka;
  }

  private LogOwner owner(EmbeddedKafka kafka, String data) {
    return new LogOwner(
        kafka.bootstrap(), folder.resolve(data), folder.resolve(data).resolve("checkpoints"));
  }

  private static void tick(EmbeddedKafka kafka, long second) {
    try (GatewayProducer producer = GatewayProducer.open(kafka.bootstrap())) {
      KafkaPatientLog log = KafkaPatientLog.open(producer, Set.of());
      CompletableFuture<?> appended = log.append(0, new Tick(second, "test"));
      appended.join();
    }
  }
}
