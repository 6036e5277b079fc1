package dev.vigil.jobs.log;

import java.io.Serializable;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;

/**
 * Up to where partitions have lost records that a job had not read yet. Whoever submits the job has
 * said so; the job goes on behind them, with the state that it has. A position that is gone and
 * that nobody has spoken of ends the job.
 *
 * @param ends the first offset that is still there, by {@code topic-partition}
 */
public record KnownGaps(Map<String, Long> ends) implements Serializable {
  /** Nothing is missing. */
  public static final KnownGaps NONE = new KnownGaps(Map.of());

  private static final long serialVersionUID = 1L;

  /** Where a job's configuration carries them to its sources. */
  private static final ConfigOption<Map<String, String>> OPTION =
      ConfigOptions.key("vigil.known-gaps").mapType().defaultValue(Map.of());

  public KnownGaps {
    ends = Map.copyOf(ends);
  }

  /** Those that a job is configured with. */
  public static KnownGaps of(ReadableConfig flink) {
    return new KnownGaps(
        flink.get(OPTION).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, end -> Long.valueOf(end.getValue()))));
  }

  /** Configures a job with them. */
  public void configure(Configuration flink) {
    if (!ends.isEmpty()) {
      flink.set(
          OPTION,
          ends.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().toString())));
    }
  }

  /** The same partition, from behind its gap if it was to be read from within it. */
  KafkaPartitionSplit behind(KafkaPartitionSplit split) {
    long end = ends.getOrDefault(split.getTopicPartition().toString(), 0L);
    return split.getStartingOffset() < end
        ? new KafkaPartitionSplit(split.getTopicPartition(), end)
        : split;
  }
}
