package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.books.LogCount;
import dev.vigil.history.HistoryStore;
import dev.vigil.jobs.HistoryJob;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonTest {
  private static final String ANN = "ann";

  /** A record that a job can't read, with what stands in the header of its topic. */
  private record Poison(
      String reason, @Nullable String key, @Nullable String header, byte @Nullable [] value) {}

  private record Place(String topic, String header, int partition) {}

  private static final String GOOD = json(ANN, "heart-rate", START);

  private static final List<Poison> POISONS =
      List.of(
          new Poison("malformed", ANN, "readings", "{\"patient\":\"ann\",".getBytes(UTF_8)),
          new Poison("malformed", ANN, "readings", new byte[] {(byte) 0xff, 0, (byte) 0xfe}),
          new Poison("malformed", ANN, "readings", null),
          new Poison("malformed", ANN, "context", "[]".getBytes(UTF_8)),
          new Poison("malformed", ANN, "score", "{\"patient\":\"ann\"}".getBytes(UTF_8)),
          new Poison("malformed", ANN, "resume", "{}".getBytes(UTF_8)),
          new Poison(
              "unit-mismatch", ANN, "readings", GOOD.replace("/min", "mm[Hg]").getBytes(UTF_8)),
          new Poison(
              "unknown-vital", ANN, "readings", GOOD.replace("heart-rate", "mood").getBytes(UTF_8)),
          new Poison("unknown-type", ANN, "gossip", GOOD.getBytes(UTF_8)),
          new Poison("unknown-type", ANN, null, GOOD.getBytes(UTF_8)),
          new Poison(
              "key-mismatch", ANN, "readings", json("bob", "heart-rate", START).getBytes(UTF_8)),
          new Poison("key-mismatch", null, "readings", GOOD.getBytes(UTF_8)));

  private static final List<Poison> NO_VECTORS =
      List.of(
          new Poison("malformed", ANN, "1:1:0", "{\"patient\":\"ann\",".getBytes(UTF_8)),
          new Poison("malformed", ANN, "1:1:0", null),
          new Poison("missing-number", ANN, null, "{}".getBytes(UTF_8)),
          new Poison("missing-number", ANN, "one", "{}".getBytes(UTF_8)));

  private static final List<Poison> NO_TRANSITIONS =
      List.of(
          new Poison("malformed", ANN, "1:1:0", "{}".getBytes(UTF_8)),
          new Poison("malformed", ANN, "1:1:1", null));

  /** Readable, but its sensor's name is longer than any store's tag. */
  private static final Poison UNSTORABLE =
      new Poison(
          "text-too-long",
          ANN,
          "readings",
          json(ANN, "heart-rate", "m".repeat(2_000), START).getBytes(UTF_8));

  @Test
  void poison_isDeadLetteredWithItsPositionAndThePartitionGoesOn(@TempDir Path folder)
      throws Exception {
    try (TestWorld world = TestWorld.recorded(folder, Map.of())) {
      // given
      world.admit(ANN, MonitoringPlan.NONE);

      // when
      List<String> expected =
          append(
              world,
              new Place(Topics.PATIENTS, RecordType.HEADER, world.log().partitionOf(ANN)),
              POISONS);
      world.send(ANN, "heart-rate", "80", START);
      world.tick(START + 1);

      // then
      world.awaitPassed(START + 1);
      assertThat(world.topics().vectors().get(ANN)).hasSize(1);
      awaitRejected(world, expected);
      world.tick(START + 2);
      world.requireVerified();
    }
  }

  /** The jobs behind the folds: what scoring and history can't read, and what no store takes. */
  @Test
  void poisonAmongOutputs_isDeadLetteredAndScoringAndHistoryGoOn(@TempDir Path folder)
      throws Exception {
    try (TestWorld world = TestWorld.recorded(folder, Map.of())) {
      // given
      world.admit(ANN, MonitoringPlan.NONE);
      int partition = world.log().partitionOf(ANN);
      List<String> scoring = world.awaitScoringJobs();

      // when
      List<String> vectors =
          append(world, new Place(Topics.FEATURES, OutputNumber.HEADER, partition), NO_VECTORS);
      List<String> transitions =
          append(world, new Place(Topics.ALERTS, OutputNumber.HEADER, partition), NO_TRANSITIONS);
      List<String> unstorable =
          append(
              world, new Place(Topics.PATIENTS, RecordType.HEADER, partition), List.of(UNSTORABLE));
      world.send(ANN, "heart-rate", "80", START);
      world.tick(START + 1);
      scoring.forEach(job -> world.awaitPassed(job, START + 1));
      world.tick(START + 2); // all scores lie before it
      world.awaitPassed(HistoryJob.NAME, START + 2);

      // then
      List<String> expected = new ArrayList<>(transitions);
      expected.addAll(unstorable);
      scoring.forEach(job -> expected.addAll(vectors)); // each says it for itself
      awaitRejected(world, expected);
      HistoryStore store = world.world().store();
      assertThat(store.countReadings()).as("the good one").isEqualTo(1);
      try (LogCount log = LogCount.of(world.world().bootstrap())) {
        log.readToEnd();
        assertThat(store.countScores()).isEqualTo(log.allScores()).isPositive();
      }
    }
  }

  private static void awaitRejected(TestWorld world, List<String> expected) {
    await("all poisons are dead-lettered")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(world.topics().rejected())
                    .extracting(rejected -> rejected.reason() + " at " + rejected.position())
                    .containsExactlyInAnyOrderElementsOf(expected));
    assertThat(world.topics().rejected()).extracting(Rejected::source).containsOnly("log");
  }

  /** Writes them into a partition and gives "reason at position" of each. */
  private static List<String> append(TestWorld world, Place place, List<Poison> poisons)
      throws Exception {
    List<String> expected = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", world.world().bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Poison poison : poisons) {
        byte[] key = poison.key() == null ? null : poison.key().getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(place.topic(), place.partition(), key, poison.value());
        if (poison.header() != null) {
          record.headers().add(place.header(), poison.header().getBytes(UTF_8));
        }
        long offset = producer.send(record).get().offset();
        expected.add(
            poison.reason() + " at " + place.topic() + "-" + place.partition() + "@" + offset);
      }
    }
    return expected;
  }

  private static String json(String patient, String vital, long measured) {
    return json(patient, vital, "monitor", measured);
  }

  private static String json(String patient, String vital, String sensor, long measured) {
    Readings readings =
        new Readings(patient, measured, "test", List.of(Reading.of(vital, sensor, measured, 80)));
    return new String(LogCodec.encode(readings), UTF_8);
  }
}
