package dev.vigil.app.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.models.monitoring.MonitoredVersion;
import dev.vigil.models.monitoring.Monitoring;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class MonitorFeedTest {
  private static final long START = 500_000 * 3_600L;

  private final Monitoring monitoring = new Monitoring(1_000, (model, patient, instant) -> null);
  private final MonitorFeed feed = new MonitorFeed(monitoring);

  @Test
  void patientsWhoAreGone_areForgottenWithTheWindow() {
    // given
    MonitoredVersion version =
        MonitoredVersion.of("m", "1", 0.5, null, List.of("heart-rate.last"), START);
    monitoring.watch(List.of(version));
    for (int i = 0; i < 300; i++) {
      vector("p-" + i, START + 60);
    }
    vector("p-1", START + 120); // not the first of its hour

    // when
    tick(START + 23 * 3_600L);
    vector("p-1", START + 23 * 3_600L + 30);
    assertThat(feed.patients()).isEqualTo(300);
    tick(START + 24 * 3_600L);

    // then
    assertThat(feed.patients()).isEqualTo(1);
    vector("p-1", START + 24 * 3_600L + 30);
    assertThat(monitoring.reports()).extracting(MonitorReport::rows).containsExactly(2L);
  }

  private void vector(String patient, long known) {
    TreeMap<String, Double> values = new TreeMap<>();
    values.put("heart-rate.last", 75.0);
    FeatureVector vector = new FeatureVector(patient, "0011223344556677", known, known, values);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            Topics.FEATURES, 0, known, patient.getBytes(UTF_8), LogCodec.encode(vector));
    record
        .headers()
        .add(OutputNumber.HEADER, new OutputNumber(1, known, 0).toString().getBytes(UTF_8));
    feed.take(record);
  }

  private void tick(long second) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            Topics.PATIENTS, 0, second, null, LogCodec.encode(new Tick(second, "test")));
    record.headers().add(RecordType.HEADER, RecordType.TICK.wireName().getBytes(UTF_8));
    feed.take(record);
  }
}
