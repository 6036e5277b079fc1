package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads records, and after them the tick of each milestone that they lie before. While records lag
 * behind, the milestone that is waited for stands, so that time goes on as far as has been read and
 * no further.
 */
final class OutputsReader implements SourceReader<RawRecord, KafkaPartitionSplit> {
  /** No checkpoint has it: the reader is only asked where it is. */
  private static final long NO_CHECKPOINT = -1;

  private final SourceReader<RawRecord, KafkaPartitionSplit> records;
  private final Milestones milestones;
  private @Nullable Milestone awaited;
  private @Nullable Milestone newest;

  OutputsReader(SourceReader<RawRecord, KafkaPartitionSplit> records, Milestones milestones) {
    this.records = requireNonNull(records, "records is null");
    this.milestones = requireNonNull(milestones, "milestones is null");
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
    InputStatus status = records.pollNext(output);
    Milestone news = milestones.take();
    if (news != null) {
      newest = news;
    }
    // Where records are is asked once for each news and when they run out, not after each of them.
    if (news != null || status == InputStatus.NOTHING_AVAILABLE) {
      passMilestones(output);
    }
    return status;
  }

  private void passMilestones(ReaderOutput<RawRecord> output) {
    if (awaited == null) {
      awaitNewest();
    }
    while (awaited != null && hasRead(awaited)) {
      output.emitWatermark(new Watermark(awaited.tick() * 1000));
      awaitNewest();
    }
  }

  private void awaitNewest() {
    awaited = newest;
    newest = null;
  }

  /** Whether all partitions of this reader are at or behind where the milestone says. */
  private boolean hasRead(Milestone milestone) {
    List<KafkaPartitionSplit> positions = records.snapshotState(NO_CHECKPOINT);
    return !positions.isEmpty() // else its partitions have yet to be given to it
        && positions.stream()
            .allMatch(
                split ->
                    split.getStartingOffset()
                        >= milestone.ends().getOrDefault(split.getPartition(), Long.MAX_VALUE));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> next = records.isAvailable();
    return next.isDone()
        ? next
        : CompletableFuture.anyOf(next, milestones.news()).thenAccept(either -> {});
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
  public void addSplits(List<KafkaPartitionSplit> splits) {
    records.addSplits(splits);
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
    try {
      milestones.close();
    } finally {
      records.close();
    }
  }
}
