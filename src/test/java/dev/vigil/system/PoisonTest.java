package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.schemas.LogCodec;
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
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonTest {
  private static final String ANN = "ann";

  private record Poison(
      String reason, @Nullable String key, @Nullable String type, byte @Nullable [] value) {}

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

  @Test
  void poison_isDeadLetteredWithItsPositionAndThePartitionGoesOn(@TempDir Path folder)
      throws Exception {
    try (TestWorld world = TestWorld.recorded(folder, Map.of())) {
      // given
      world.admit(ANN, MonitoringPlan.NONE);

      // when
      List<String> expected = appendAll(world);
      world.send(ANN, "heart-rate", "80", START);
      world.tick(START + 1);

      // then
      world.awaitPassed(START + 1);
      assertThat(world.topics().vectors().get(ANN)).hasSize(1);
      await("all poisons are dead-lettered")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(world.topics().rejected())
                      .extracting(rejected -> rejected.reason() + " at " + rejected.position())
                      .containsExactlyInAnyOrderElementsOf(expected));
      assertThat(world.topics().rejected()).extracting(Rejected::source).containsOnly("log");
      world.tick(START + 2);
      world.requireVerified();
    }
  }

  /** Writes them into ann's partition and gives "reason at position" of each. */
  private static List<String> appendAll(TestWorld world) throws Exception {
    List<String> expected = new ArrayList<>();
    int partition = world.log().partitionOf(ANN);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", world.world().bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Poison poison : POISONS) {
        byte[] key = poison.key() == null ? null : poison.key().getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(Topics.PATIENTS, partition, key, poison.value());
        if (poison.type() != null) {
          record.headers().add(RecordType.HEADER, poison.type().getBytes(UTF_8));
        }
        RecordMetadata place = producer.send(record).get();
        expected.add(
            poison.reason() + " at " + Topics.PATIENTS + "-" + partition + "@" + place.offset());
      }
    }
    return expected;
  }

  private static String json(String patient, String vital, long measured) {
    Readings readings =
        new Readings(
            patient, measured, "test", List.of(Reading.of(vital, "monitor", measured, 80)));
    return new String(LogCodec.encode(readings), UTF_8);
  }
}
