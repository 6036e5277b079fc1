package dev.vigil.jobs.log;

import static dev.vigil.jobs.LogRecords.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.jobs.LogRecords;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OutputsReaderTest {
  private static final KnownGaps GAPS = new KnownGaps(Map.of(Topics.FEATURES + "-1", 50L));

  private final FakeKafka kafka = new FakeKafka();
  private final FakeMilestones milestones = new FakeMilestones();
  private final OutputsReader reader = new OutputsReader(kafka, GAPS, milestones);
  private final Seen seen = new Seen();

  @Test
  void tick_comesAfterAllThatTheJobHadSentUntilThen() throws Exception {
    kafka.assign(0, 1);
    kafka.give(0, 0);
    kafka.give(1, 0);
    milestones.tell(START, Map.of(0, 1L, 1, 1L));

    read();

    assertThat(seen.all).containsExactly("0@0", "1@0", "tick " + START);
  }

  @Test
  void tick_thatIsWaitedFor_standsWhileRecordsLagBehind() throws Exception {
    kafka.assign(0);
    milestones.tell(START, Map.of(0, 2L));
    read();
    milestones.tell(START + 1, Map.of(0, 9L));
    kafka.give(0, 0);
    read();
    assertThat(seen.all).containsExactly("0@0");

    kafka.give(0, 1);
    kafka.give(0, 2);
    read();

    assertThat(seen.all).containsExactly("0@0", "0@1", "0@2", "tick " + START);
  }

  @Test
  void tick_ofAJobThatSendsNothing_comesWithoutAnyRecord() throws Exception {
    kafka.assign(0, 1);
    CompletableFuture<Void> waiting = reader.isAvailable();
    assertThat(waiting).isNotDone();

    milestones.tell(START, Map.of(0, 0L, 1, 0L));

    assertThat(waiting).isDone();
    read();
    assertThat(seen.all).containsExactly("tick " + START);
    assertThat(reader.isAvailable()).as("else the task would spin").isNotDone();
  }

  @Test
  void tick_beforeThePartitionsAreAssigned_waitsForThem() throws Exception {
    milestones.tell(START, Map.of(0, 1L));
    read();
    assertThat(seen.all).isEmpty();

    kafka.assign(0);
    kafka.give(0, 0);
    read();

    assertThat(seen.all).containsExactly("0@0", "tick " + START);
  }

  @Test
  void tick_ofPartitionsThatAnotherSubtaskReads_doesntWaitForThose() throws Exception {
    kafka.assign(1);
    milestones.tell(START, Map.of(0, 7L, 1, 0L));

    read();

    assertThat(seen.all).containsExactly("tick " + START);
  }

  @Test
  void position_withinAKnownGap_isMovedBehindIt_andNoOther() {
    reader.addSplits(List.of(split(0, 7), split(1, 49)));
    assertThat(kafka.positions).isEqualTo(Map.of(0, 7L, 1, 50L));

    reader.addSplits(List.of(split(1, 51)));
    assertThat(kafka.positions).containsEntry(1, 51L);
  }

  private static KafkaPartitionSplit split(int partition, long offset) {
    return new KafkaPartitionSplit(new TopicPartition(Topics.FEATURES, partition), offset);
  }

  @Test
  void gaps_reachAJobsSourcesThroughItsConfiguration() {
    Configuration flink = new Configuration();
    GAPS.configure(flink);

    assertThat(KnownGaps.of(flink)).isEqualTo(GAPS);
    assertThat(KnownGaps.of(new Configuration())).isEqualTo(KnownGaps.NONE);
  }

  @Test
  void close_endsBoth() throws Exception {
    reader.close();

    assertThat(kafka.isClosed).isTrue();
    assertThat(milestones.isClosed).isTrue();
  }

  private void read() throws Exception {
    while (reader.pollNext(seen) != InputStatus.NOTHING_AVAILABLE) {
      assertThat(seen.all).hasSizeLessThan(100);
    }
  }

  private static final class FakeMilestones implements Milestones {
    private Milestone latest;
    private CompletableFuture<Void> news = new CompletableFuture<>();
    private boolean isClosed;

    void tell(long tick, Map<Integer, Long> ends) {
      latest = new Milestone(tick, ends);
      news.complete(null);
    }

    @Override
    public Milestone take() {
      Milestone taken = latest;
      latest = null;
      news = taken == null ? news : new CompletableFuture<>();
      return taken;
    }

    @Override
    public CompletableFuture<Void> news() {
      return news;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  /** One record a call, as the connector's reader gives them, with its position kept. */
  private static final class FakeKafka implements SourceReader<RawRecord, KafkaPartitionSplit> {
    private final Deque<RawRecord> records = new ArrayDeque<>();
    private final SortedMap<Integer, Long> positions = new TreeMap<>();
    private boolean isClosed;

    void assign(int... partitions) {
      for (int partition : partitions) {
        positions.put(partition, 0L);
      }
    }

    void give(int partition, long offset) {
      OutputNumber number = new OutputNumber(offset, START, 0);
      RawRecord made = LogRecords.output(Topics.FEATURES, offset, "p-1", number, new byte[0]);
      records.add(
          new RawRecord(
              made.topic(), partition, offset, made.appended(), "p-1", made.header(), new byte[0]));
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) {
      RawRecord next = records.poll();
      if (next != null) {
        output.collect(next);
        positions.put(next.partition(), next.offset() + 1);
      }
      return records.isEmpty() ? InputStatus.NOTHING_AVAILABLE : InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
      List<KafkaPartitionSplit> splits = new ArrayList<>();
      positions.forEach(
          (partition, position) ->
              splits.add(
                  new KafkaPartitionSplit(
                      new TopicPartition(Topics.FEATURES, partition), position)));
      return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return records.isEmpty()
          ? new CompletableFuture<>()
          : CompletableFuture.completedFuture(null);
    }

    @Override
    public void start() {}

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
      splits.forEach(split -> positions.put(split.getPartition(), split.getStartingOffset()));
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
      isClosed = true;
    }
  }

  /** What came out, in order. */
  private static final class Seen implements ReaderOutput<RawRecord> {
    private final List<String> all = new ArrayList<>();

    @Override
    public void collect(RawRecord record) {
      all.add(record.partition() + "@" + record.offset());
    }

    @Override
    public void collect(RawRecord record, long timestamp) {
      collect(record);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      all.add("tick " + watermark.getTimestamp() / 1000);
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<RawRecord> createOutputForSplit(String split) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String split) {}
  }
}
