package dev.vigil.jobs.log;

import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Ticks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Watermarks of one partition: exactly its valid ticks, in milliseconds. Nothing else moves time,
 * so there is no idleness and no periodic emission.
 *
 * <p>Flink keeps no state of a generator: after a restore it may take a tick for valid that the
 * stamper knows to be old. That is harmless: such a watermark only says again what was true before,
 * stamps don't come from here, and {@code ProgressOperator} never reports less than it did.
 */
final class TickWatermarks implements WatermarkGenerator<RawRecord> {
  private final Ticks.World world;
  private long last = Ticks.NONE;

  TickWatermarks(Ticks.World world) {
    this.world = world;
  }

  @Override
  public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
    if (record.type() == RecordType.TICK) {
      long tick = TickValue.second(record);
      if (Ticks.judge(world, last, tick, record.appended()) == Ticks.Verdict.VALID) {
        last = tick;
        output.emitWatermark(new Watermark(tick * 1000));
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Time is a position in the log: without a record it stands still.
  }
}
