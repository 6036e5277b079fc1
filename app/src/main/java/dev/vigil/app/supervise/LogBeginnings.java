package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.supervise.LostRecords.Beginning;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where the partitions begin that have lost records, of all topics that jobs go through. */
record LogBeginnings(String bootstrap) implements Supplier<Map<TopicPartition, Beginning>> {
  private static final List<String> TOPICS =
      List.of(Topics.PATIENTS, Topics.FEATURES, Topics.ALERTS);

  LogBeginnings {
    requireNonNull(bootstrap, "bootstrap is null");
  }

  @Override
  public Map<TopicPartition, Beginning> get() {
    Map<TopicPartition, Beginning> beginnings = new HashMap<>();
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, TOPICS)) {
      Map<TopicPartition, Long> first = tail.firstAppended();
      tail.beginnings()
          .forEach(
              (partition, offset) -> {
                if (offset > 0) {
                  beginnings.put(partition, new Beginning(offset, since(first.get(partition))));
                }
              });
    }
    return beginnings;
  }

  /** All that a partition without a record has had was appended before now. */
  private static Instant since(@Nullable Long firstMillis) {
    return firstMillis == null ? Instant.now() : Instant.ofEpochMilli(firstMillis);
  }
}
