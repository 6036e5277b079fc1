package dev.vigil.jobs.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.fold.Ticks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts what a job has done, in checkpointed state, and reports the counts with each watermark:
 * when a heartbeat says a tick, everything up to that tick is in its counts and has been handed to
 * the sink before it. A replay in lockstep and the books stand on this. What has been reported is
 * state too, so that after a restore no heartbeat says less than one before it.
 *
 * <p>An operator of its own because only an operator sees watermarks; chained to the one that does
 * the work.
 */
public final class ProgressOperator extends AbstractStreamOperator<OutgoingRecord>
    implements OneInputStreamOperator<Emission, OutgoingRecord> {
  private static final long serialVersionUID = 1L;

  private final String component;
  private transient Map<String, Long> counts;
  private transient long passed;
  private transient ListState<CountEntry> keptCounts;
  private transient ListState<Long> keptPassed;

  /**
   * Reports for one job.
   *
   * @param component the job's name in its heartbeats
   */
  @SuppressWarnings("NullAway.Init") // Flink sets the transient fields in initializeState
  public ProgressOperator(String component) {
    this.component = requireNonNull(component, "component is null");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    OperatorStateStore store = context.getOperatorStateStore();
    keptCounts = store.getListState(new ListStateDescriptor<>("counts", CountEntry.class));
    counts = new TreeMap<>();
    for (CountEntry entry : keptCounts.get()) {
      counts.merge(entry.name(), entry.value(), Long::sum);
    }
    keptPassed = store.getUnionListState(new ListStateDescriptor<>("passed", Types.LONG));
    passed = earliest(keptPassed.get());
  }

  /** What all parts had passed; any of them may have gone on here. */
  private static long earliest(Iterable<Long> parts) {
    long earliest = Long.MAX_VALUE;
    for (long part : parts) {
      earliest = Math.min(earliest, part);
    }
    return earliest == Long.MAX_VALUE ? Ticks.NONE : earliest;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    keptPassed.update(List.of(passed));
    keptCounts.update(
        counts.entrySet().stream().map(e -> new CountEntry(e.getKey(), e.getValue())).toList());
  }

  @Override
  public void processElement(StreamRecord<Emission> element) {
    Emission emission = element.getValue();
    counts.merge(emission.count(), emission.by(), Long::sum);
    if (emission.record() != null) {
      output.collect(new StreamRecord<>(emission.record()));
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    if (!watermark.equals(Watermark.MAX_WATERMARK)) { // which ends a stream and is no tick
      report(Math.floorDiv(watermark.getTimestamp(), 1000L));
    }
    super.processWatermark(watermark);
  }

  private void report(long tick) {
    passed = Math.max(passed, tick);
    int part = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int parts = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    Heartbeat heartbeat = new Heartbeat(component, part, parts, passed, new TreeMap<>(counts));
    output.collect(new StreamRecord<>(OutgoingRecord.heartbeat(heartbeat)));
  }
}
