package dev.vigil.jobs.fold;

import static dev.vigil.jobs.LogRecords.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.jobs.Harnesses;
import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProgressOperatorTest {
  @RegisterExtension final Harnesses harnesses = new Harnesses();

  @Test
  void heartbeat_comesAfterWhatItCountsAndBeforeItsWatermark() throws Exception {
    var progress = open(null, 1, 0);

    progress.processElement(vector(), 0);
    progress.processElement(Emission.counted(Counts.CONFLICT, 3), 0);
    progress.processWatermark(START * 1000);

    List<Object> out = List.copyOf(progress.getOutput());
    assertThat(out).hasSize(3);
    assertThat(recordOf(out.get(0)).topic()).isEqualTo(Topics.FEATURES);
    assertThat(heartbeatOf(out.get(1)).tick()).isEqualTo(START);
    assertThat(heartbeatOf(out.get(1)).counts())
        .isEqualTo(Map.of(Counts.VECTORS, 1L, Counts.CONFLICT, 3L));
    assertThat(out.get(2)).isEqualTo(new Watermark(START * 1000));
  }

  @Test
  void heartbeat_afterARestore_countsFromTheCheckpointAndNeverSaysLess() throws Exception {
    var before = open(null, 1, 0);
    before.processElement(vector(), 0);
    before.processWatermark(START * 1000);
    OperatorSubtaskState kept = before.snapshot(1, 1);
    before.processElement(vector(), 0); // lost, and folded again

    var after = open(kept, 1, 0);
    after.processWatermark((START - 3) * 1000); // a generator without state takes an old tick
    after.processElement(vector(), 0);
    after.processWatermark((START + 1) * 1000);

    assertThat(heartbeats(after)).extracting(Heartbeat::tick).containsExactly(START, START + 1);
    assertThat(heartbeats(after))
        .extracting(beat -> beat.counts().get(Counts.VECTORS))
        .containsExactly(1L, 2L);
  }

  @Test
  void counts_overRescales_addUpToWhatWasDone() throws Exception {
    var one = open(null, 1, 0);
    emit(one, 5);
    one.processWatermark(START * 1000);
    OperatorSubtaskState kept = one.snapshot(1, 1);

    OperatorSubtaskState[] parts = new OperatorSubtaskState[2];
    for (int i = 0; i < 2; i++) {
      var two = open(Harnesses.repartition(kept, 1, 2, i), 2, i);
      emit(two, 1 + i);
      two.processWatermark((START + 10 + i) * 1000);
      parts[i] = two.snapshot(2, 2);
    }
    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(parts);
    var again = open(Harnesses.repartition(both, 2, 1, 0), 1, 0);
    again.processWatermark((START + 5) * 1000);

    assertThat(heartbeats(again).get(0).counts()).isEqualTo(Map.of(Counts.VECTORS, 8L));
    assertThat(heartbeats(again).get(0).tick()).as("what both had passed").isEqualTo(START + 10);
    assertThat(heartbeats(again).get(0).parts()).isEqualTo(1);
  }

  @Test
  void end_ofTheStream_isNoTick() throws Exception {
    var progress = open(null, 1, 0);

    progress.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(progress.getOutput()).containsExactly(Watermark.MAX_WATERMARK);
  }

  private OneInputStreamOperatorTestHarness<Emission, OutgoingRecord> open(
      OperatorSubtaskState kept, int parallelism, int subtask) throws Exception {
    return harnesses.open(new ProgressOperator("features"), kept, parallelism, subtask);
  }

  private static void emit(
      OneInputStreamOperatorTestHarness<Emission, OutgoingRecord> progress, int vectors)
      throws Exception {
    for (int i = 0; i < vectors; i++) {
      progress.processElement(vector(), 0);
    }
  }

  private static Emission vector() {
    return Emission.sent(
        Counts.VECTORS,
        OutgoingRecord.numbered(
            Topics.FEATURES, "p-1", new OutputNumber(1, START, 0), new byte[] {'{', '}'}));
  }

  private static List<Heartbeat> heartbeats(
      OneInputStreamOperatorTestHarness<Emission, OutgoingRecord> progress) {
    return progress.extractOutputValues().stream()
        .filter(record -> record.topic().equals(Topics.HEARTBEATS))
        .map(LogRecords::heartbeat)
        .toList();
  }

  private static OutgoingRecord recordOf(Object element) {
    return (OutgoingRecord) ((StreamRecord<?>) element).getValue();
  }

  private static Heartbeat heartbeatOf(Object element) {
    return LogRecords.heartbeat(recordOf(element));
  }
}
