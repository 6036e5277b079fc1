package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.fold.Ticks;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each record of the patient log its stamp. Chained to the source, so that it sees every
 * partition in order; the last tick of every partition is union list state, restored by maximum,
 * because after a rescale a partition may be read by any subtask.
 *
 * <p>Drops ticks, which have done their work here and in the watermark, records from before the
 * first tick, which have no time, resumes from the future, which would put off every alarm about
 * silence, and types that the job doesn't read. What can't be read, be it a tick, is handed on for
 * the fold to dead-letter.
 */
public final class Stamper extends ProcessFunction<RawRecord, StampedRecord>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Stamper.class);

  private final Ticks.World world;
  private final Set<RecordType> wanted;
  private transient Map<Integer, Long> ticks;
  private transient ListState<PartitionTick> kept;
  private transient Counter ticksAhead;
  private transient Counter resumesAhead;
  private transient Counter beforeFirstTick;
  private transient boolean reportedAhead;

  /**
   * A stamper for one job.
   *
   * @param wanted types to hand on; a record without a known type is handed on too, for the fold to
   *     dead-letter
   */
  @SuppressWarnings("NullAway.Init") // Flink sets the transient fields in initializeState
  public Stamper(Ticks.World world, Set<RecordType> wanted) {
    this.world = requireNonNull(world, "world is null");
    this.wanted = EnumSet.copyOf(wanted);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    kept =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("ticks", PartitionTick.class));
    ticks = new HashMap<>();
    for (PartitionTick tick : kept.get()) {
      ticks.merge(tick.partition(), tick.second(), Math::max);
    }
    ticksAhead = getRuntimeContext().getMetricGroup().counter("ticks_too_far_ahead");
    resumesAhead = getRuntimeContext().getMetricGroup().counter("resumes_too_far_ahead");
    beforeFirstTick = getRuntimeContext().getMetricGroup().counter("records_before_first_tick");
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    kept.update(
        ticks.entrySet().stream().map(e -> new PartitionTick(e.getKey(), e.getValue())).toList());
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<StampedRecord> out) {
    RecordType type = record.type();
    long last = ticks.getOrDefault(record.partition(), Ticks.NONE);
    if (type == RecordType.TICK) {
      tick(record, last, out);
    } else if (type == null || wanted.contains(type)) {
      if (type == RecordType.RESUME && isTooFarAhead(record)) {
        resumesAhead.inc();
        reportAhead(record);
      } else {
        handOn(record, last, out);
      }
    }
  }

  private boolean isTooFarAhead(RawRecord record) {
    try {
      Resume resume = (Resume) LogCodec.decode(RecordType.RESUME, record.value());
      return Ticks.isTooFarAhead(world, resume.blindUntil(), record.appended());
    } catch (MalformedRecordException e) {
      return false; // the fold dead-letters it
    }
  }

  private void handOn(RawRecord record, long stamp, Collector<StampedRecord> out) {
    if (stamp == Ticks.NONE) {
      beforeFirstTick.inc();
    } else {
      out.collect(new StampedRecord(record, stamp));
    }
  }

  private void tick(RawRecord record, long last, Collector<StampedRecord> out) {
    long tick = TickValue.second(record);
    if (tick == TickValue.UNREADABLE) {
      handOn(record, last, out);
      return;
    }
    Ticks.Verdict verdict = Ticks.judge(world, last, tick, record.appended());
    if (verdict == Ticks.Verdict.VALID) {
      ticks.put(record.partition(), tick);
    } else if (verdict == Ticks.Verdict.TOO_FAR_AHEAD) {
      ticksAhead.inc();
      reportAhead(record);
    }
  }

  /** Said once; a clock that is wrong is wrong every second, and the counters go on. */
  private void reportAhead(RawRecord record) {
    if (!reportedAhead) {
      reportedAhead = true;
      LOG.warn(
          "{} at {} is over {} s ahead of the broker's time and ignored, as later ones will be:"
              + " set the clock of the gateway that wrote it",
          record.header(),
          record.position(),
          Ticks.LONGEST_LEAD_SECONDS);
    }
  }
}
