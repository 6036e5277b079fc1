package dev.vigil.jobs.log;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * A job without a checkpoint reads its log from the beginning; one with a checkpoint whose position
 * the log no longer has stops by name instead of silently reading something else, unless it is told
 * of the gap (see {@link KnownGaps}).
 */
final class FromTheBeginning implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final int readers;

  /**
   * Of a source with so many subtasks. One without a partition would have no watermark and hold up
   * all others for ever.
   */
  FromTheBeginning(int readers) {
    this.readers = readers;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    if (partitions.size() < readers) {
      throw new IllegalStateException(
          "parallelism "
              + readers
              + " is above the number of partitions of the topic, "
              + partitions.size()
              + ": run the job with at most that");
    }
    return retriever.beginningOffsets(partitions);
  }

  @Override
  @SuppressWarnings("deprecation") // Kafka's, but the connector still asks by it
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
