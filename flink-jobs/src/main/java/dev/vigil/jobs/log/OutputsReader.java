package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads what another job writes, with that job's ticks as watermarks: after the records the tick of
 * each milestone that they lie before. There are no ticks among the outputs themselves, and a quiet
 * partition is no sign that time stands still. While records lag behind, the milestone that is
 * waited for stands, so that time goes on as far as has been read and no further.
 */
final class OutputsReader extends LogReader {
  /** No checkpoint has it: the reader is only asked where it is. */
  private static final long NO_CHECKPOINT = -1;

  private final Milestones milestones;
  private @Nullable Milestone awaited;
  private @Nullable Milestone newest;

  OutputsReader(
      SourceReader<RawRecord, KafkaPartitionSplit> records, KnownGaps gaps, Milestones milestones) {
    super(records, gaps);
    this.milestones = requireNonNull(milestones, "milestones is null");
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
    InputStatus status = super.pollNext(output);
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
    List<KafkaPartitionSplit> positions = snapshotState(NO_CHECKPOINT);
    return !positions.isEmpty() // else its partitions have yet to be given to it
        && positions.stream()
            .allMatch(
                split ->
                    split.getStartingOffset()
                        >= milestone.ends().getOrDefault(split.getPartition(), Long.MAX_VALUE));
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> next = super.isAvailable();
    return next.isDone()
        ? next
        : CompletableFuture.anyOf(next, milestones.news()).thenAccept(either -> {});
  }

  @Override
  public void close() throws Exception {
    try {
      milestones.close();
    } finally {
      super.close();
    }
  }
}
