package dev.vigil.app.notify;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * In which order a channel tells what has come while it told something else: a channel carries one
 * message at a time, and in a storm nobody in danger waits behind what can wait.
 */
final class StormOrder {
  private StormOrder() {}

  /**
   * Technical alerts, then patients with a high alert that asks, then medium, then the rest; what
   * came of one patient stays in its order.
   *
   * @param together what came, partition by partition in the order of the log
   */
  static List<ConsumerRecord<byte[], byte[]>> of(List<ConsumerRecord<byte[], byte[]>> together) {
    if (together.size() < 2) {
      return together;
    }
    Map<String, Integer> ranks = new HashMap<>();
    together.forEach(record -> ranks.merge(who(record), rank(record), Math::max));
    List<ConsumerRecord<byte[], byte[]>> ordered = new ArrayList<>(together);
    ordered.sort(
        Comparator.comparing(
                (ConsumerRecord<byte[], byte[]> record) -> ranks.getOrDefault(who(record), 0))
            .reversed());
    return ordered;
  }

  /** Whose order must be kept. */
  private static String who(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    return record.topic().equals(Topics.TECHNICAL) ? record.topic() : "patient " + key;
  }

  private static int rank(ConsumerRecord<byte[], byte[]> record) {
    int technical = Priority.values().length + 1;
    if (record.topic().equals(Topics.TECHNICAL)) {
      return technical;
    }
    try {
      AlertTransition transition =
          record.value() == null ? null : Json.decode(record.value(), AlertTransition.class);
      return transition == null || transition.state() != State.ACTIVE
          ? 0
          : 1 + transition.priority().compareTo(Priority.LOW);
    } catch (MalformedRecordException e) {
      return 0; // who takes it says so
    }
  }
}
