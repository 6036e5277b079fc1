package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaExaminationTest {
  @Test
  void broker_isLookedAtAndWhatIsWrongHasItsRemedy(@TempDir Path folder) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      long now = System.currentTimeMillis() / 1000;
      List<Finding> empty = examine(kafka, 2, now);
      assertThat(of("topics", empty).detail()).startsWith("0 of Vigil's there");

      KafkaTopics.ensure(kafka.bootstrap(), 2, 72);
      write(kafka, new Tick(now, "this"));
      now = System.currentTimeMillis() / 1000;
      List<Finding> well = examine(kafka, 2, now);
      assertThat(well)
          .extracting(Finding::check)
          .containsExactly(
              "kafka version", "kafka disk", "topics", "copies", "permissions", "clock");
      assertThat(well)
          .filteredOn(finding -> !finding.check().equals("kafka disk"))
          .allMatch(finding -> finding.status() == Finding.Status.OK);

      assertThat(of("topics", examine(kafka, 3, now)))
          .matches(finding -> finding.status() == Finding.Status.PROBLEM)
          .extracting(Finding::detail)
          .asString()
          .contains("vigil.patients has 2", "kafka.partitions is 3");
      assertThat(of("clock", examine(kafka, 2, now - 60)))
          .matches(finding -> finding.status() == Finding.Status.PROBLEM)
          .extracting(Finding::detail)
          .asString()
          .contains("after now by this machine's clock");

      write(kafka, new Tick(now + 30, "another"));
      assertThat(of("clock", examine(kafka, 2, now)))
          .matches(finding -> finding.status() == Finding.Status.PROBLEM)
          .extracting(Finding::detail)
          .asString()
          .containsPattern("was (29|30) s behind");
    }
  }

  private static List<Finding> examine(EmbeddedKafka kafka, int partitions, long now) {
    return new KafkaExamination(kafka.bootstrap(), partitions, now).findings();
  }

  private static Finding of(String check, List<Finding> findings) {
    return findings.stream().filter(f -> f.check().equals(check)).findFirst().orElseThrow();
  }

  private static void write(EmbeddedKafka kafka, Tick tick) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      Header type = new RecordHeader(RecordType.HEADER, tick.type().wireName().getBytes(UTF_8));
      // Behind it something that nobody can read, as in any log.
      producer
          .send(
              new ProducerRecord<byte[], byte[]>(
                  Topics.PATIENTS, 0, null, LogCodec.encode(tick), List.of(type)))
          .get();
      producer.send(new ProducerRecord<>(Topics.PATIENTS, 0, null, new byte[] {1})).get();
    }
  }
}
