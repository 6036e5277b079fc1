package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
  private static final LedgerEntry OLDER =
      new LedgerEntry(
          "news2",
          "2017.1",
          "0".repeat(64),
          Action.LIVE,
          Long.MIN_VALUE,
          "vigil",
          "first start",
          null);

  @TempDir private Path folder;

  @Test
  void builtInModels_areEnteredOnce_andNotIntoAnOlderLedgerOnceTheLogHasBegun() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      // given what a first start of an earlier version had entered before it was killed
      KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
      append(kafka, Topics.LEDGER, OLDER.modelVersion(), Json.encode(OLDER));

      // when
      new FirstStart(kafka.bootstrap()).run();
      List<String> entered = ledger(kafka);
      new FirstStart(kafka.bootstrap()).run();

      // then
      assertThat(entered).containsExactlyInAnyOrderElementsOf(BuiltInModels.versions());
      assertThat(ledger(kafka)).isEqualTo(entered);
    }
  }

  @Test
  void worldThatHasBegun_keepsItsLedger() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      // given a world of an earlier version, which knew NEWS2 alone
      KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
      append(kafka, Topics.LEDGER, OLDER.modelVersion(), Json.encode(OLDER));
      append(kafka, Topics.PATIENTS, "p", new byte[] {1});

      // when
      new FirstStart(kafka.bootstrap()).run();

      // then
      assertThat(Set.copyOf(BuiltInModels.versions())).hasSizeGreaterThan(1);
      assertThat(ledger(kafka)).containsExactly(OLDER.modelVersion());
    }
  }

  private static void append(EmbeddedKafka kafka, String topic, String key, byte[] value) {
    try (TopicWriter writer = new TopicWriter(kafka.bootstrap())) {
      writer.append(topic, key, value);
    }
  }

  private static List<String> ledger(EmbeddedKafka kafka) {
    List<String> entries = new ArrayList<>();
    try (TopicTail tail = TopicTail.fromBeginning(kafka.bootstrap(), List.of(Topics.LEDGER))) {
      tail.readToEnd(
          record -> {
            try {
              entries.add(Json.decode(record.value(), LedgerEntry.class).modelVersion());
            } catch (MalformedRecordException e) {
              throw new AssertionError(e);
            }
          });
    }
    return entries;
  }
}
