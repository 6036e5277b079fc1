package dev.vigil.jobs.log;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.heartRate;
import static dev.vigil.jobs.LogRecords.raw;
import static dev.vigil.jobs.LogRecords.readings;
import static dev.vigil.jobs.LogRecords.record;
import static dev.vigil.jobs.LogRecords.tick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.fold.Ticks.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class TickWatermarksTest {
  private final Seen seen = new Seen();

  @Test
  void watermark_ofAValidTick_isTheTickExactly() {
    WatermarkGenerator<RawRecord> generator = new TickWatermarks(World.REAL_TIME);

    feed(generator, tick(0, 0, START), tick(0, 1, START + 1), tick(0, 2, START + 60));

    assertThat(seen.millis).containsExactly(START * 1000, (START + 1) * 1000, (START + 60) * 1000);
  }

  @Test
  void watermark_ofAnythingElse_isNone() {
    WatermarkGenerator<RawRecord> generator = new TickWatermarks(World.REAL_TIME);
    byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);

    feed(generator, record(0, 0, readings("p-1", START, heartRate(START + 9_999, 800))));
    feed(generator, tick(0, 1, START), tick(0, 2, START), tick(0, 3, START - 1));
    feed(generator, tick(0, 4, START + 6, START), raw(0, 5, START, "", "tick", junk));
    generator.onPeriodicEmit(seen);

    assertThat(seen.millis).containsExactly(START * 1000);
    assertThat(seen.idle).isZero();
  }

  @Test
  void strategy_ofTheLog_hasNoIdleness() {
    WatermarkGenerator<RawRecord> generator =
        KafkaEnds.ticks(World.RECORDED).createWatermarkGenerator(null);

    assertThat(generator).isExactlyInstanceOf(TickWatermarks.class);
  }

  private void feed(WatermarkGenerator<RawRecord> generator, RawRecord... log) {
    for (RawRecord record : log) {
      generator.onEvent(record, record.appended(), seen);
      generator.onPeriodicEmit(seen);
    }
  }

  private static final class Seen implements WatermarkOutput {
    private final List<Long> millis = new ArrayList<>();
    private int idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      millis.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      idle++;
    }

    @Override
    public void markActive() {
      idle++;
    }
  }
}
