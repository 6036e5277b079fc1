package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StormOrderTest {
  private long offset;

  @Test
  void patientsInDanger_areToldFirst_andEachInTheirOrder() {
    // given
    ConsumerRecord<byte[], byte[]> low = alert("low", State.ACTIVE, Priority.LOW);
    ConsumerRecord<byte[], byte[]> first = alert("both", State.ACTIVE, Priority.MEDIUM);
    ConsumerRecord<byte[], byte[]> over = alert("over", State.RESOLVED, Priority.HIGH);
    ConsumerRecord<byte[], byte[]> high = alert("high", State.ACTIVE, Priority.HIGH);
    ConsumerRecord<byte[], byte[]> second = alert("both", State.ACTIVE, Priority.HIGH);
    ConsumerRecord<byte[], byte[]> poison = record(Topics.ALERTS, "low", "{");
    ConsumerRecord<byte[], byte[]> technical = record(Topics.TECHNICAL, "job", "{}");

    // when
    List<ConsumerRecord<byte[], byte[]>> told =
        StormOrder.of(List.of(low, first, over, high, second, poison, technical));

    // then
    assertThat(told).containsExactly(technical, first, high, second, low, poison, over);
  }

  private ConsumerRecord<byte[], byte[]> alert(String patient, State state, Priority priority) {
    byte[] value = Json.encode(Transitions.of(patient, "a-" + offset, 1, state, priority, 100));
    return new ConsumerRecord<>(Topics.ALERTS, 0, offset++, patient.getBytes(UTF_8), value);
  }

  private ConsumerRecord<byte[], byte[]> record(String topic, String key, String value) {
    return new ConsumerRecord<>(topic, 0, offset++, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }
}
