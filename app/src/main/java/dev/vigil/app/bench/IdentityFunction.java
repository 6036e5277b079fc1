package dev.vigil.app.bench;

import dev.vigil.jobs.fold.Counts;
import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Topics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Does nothing with a record but what every operator has to: reads it and looks at its patient's
 * state. As often as the features job sends a vector of a patient it hands a record on.
 */
final class IdentityFunction extends KeyedProcessFunction<String, StampedRecord, Emission> {
  private static final long serialVersionUID = 1L;

  private final int intervalSeconds;
  private transient ValueState<Long> handedOn;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  IdentityFunction(int intervalSeconds) {
    this.intervalSeconds = intervalSeconds;
  }

  @Override
  public void open(OpenContext context) {
    handedOn = getRuntimeContext().getState(new ValueStateDescriptor<>("handed-on", Types.LONG));
  }

  @Override
  public void processElement(StampedRecord record, Context context, Collector<Emission> out)
      throws Exception {
    Readings readings = (Readings) LogCodec.decode(record.raw().type(), record.raw().value());
    Long last = handedOn.value();
    boolean due = last == null || record.stamp() >= last + intervalSeconds;
    handedOn.update(due ? record.stamp() : last);
    out.collect(Emission.counted(Counts.USED, readings.readings().size()));
    if (due) {
      out.collect(
          Emission.sent(
              Counts.VECTORS,
              OutgoingRecord.plain(Topics.FEATURES, record.patient(), record.raw().value())));
    }
  }
}
