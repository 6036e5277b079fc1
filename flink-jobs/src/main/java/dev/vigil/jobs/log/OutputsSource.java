package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What another job writes, with that job's ticks as watermarks: a tick comes when the job has
 * passed it and everything that it sent up to there has been read. There are no ticks among the
 * outputs themselves, and a quiet partition is no sign that time stands still.
 */
final class OutputsSource
    implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<RawRecord> {
  private static final long serialVersionUID = 1L;

  private final KafkaSource<RawRecord> records;
  private final Progress progress;

  /** Opens the milestones of the writing job, in the task that reads its outputs. */
  @FunctionalInterface
  interface Progress extends Serializable {
    Milestones open();
  }

  /**
   * Over the outputs themselves.
   *
   * @param records must not commit its positions to Kafka: it is asked for them at any time
   */
  OutputsSource(KafkaSource<RawRecord> records, Progress progress) {
    this.records = requireNonNull(records, "records is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  @Override
  public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new OutputsReader(records.createReader(context), progress.open());
  }

  @Override
  public Boundedness getBoundedness() {
    return records.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return records.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState kept)
      throws Exception {
    return records.restoreEnumerator(context, kept);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return records.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return records.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return records.getProducedType();
  }
}
