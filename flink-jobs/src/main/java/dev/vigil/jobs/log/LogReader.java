package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;

/** The connector's reader, which begins behind known gaps. */
class LogReader implements SourceReader<RawRecord, KafkaPartitionSplit> {
  private final SourceReader<RawRecord, KafkaPartitionSplit> records;
  private final KnownGaps gaps;

  LogReader(SourceReader<RawRecord, KafkaPartitionSplit> records, KnownGaps gaps) {
    this.records = requireNonNull(records, "records is null");
    this.gaps = requireNonNull(gaps, "gaps is null");
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    records.addSplits(splits.stream().map(gaps::behind).toList());
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
    return records.pollNext(output);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return records.isAvailable();
  }

  @Override
  public void start() {
    records.start();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return records.snapshotState(checkpoint);
  }

  @Override
  public void notifyNoMoreSplits() {
    records.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    records.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    records.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    records.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    records.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    records.close();
  }
}
