package dev.vigil.app.verify;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Ticks;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The first and the last valid tick of every partition of the patient log. */
final class TickSpan {
  private final Ticks.World world;
  private final long[] firsts;
  private final long[] lasts;

  TickSpan(Ticks.World world, int partitions) {
    this.world = world;
    firsts = new long[partitions];
    lasts = new long[partitions];
    Arrays.fill(lasts, Ticks.NONE);
  }

  /** Takes the next record of its partition; whatever is no tick is passed over. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    if (LogRecords.typeOf(record) != RecordType.TICK) {
      return;
    }
    int partition = record.partition();
    long tick = LogRecords.validTick(world, record, lasts[partition]);
    if (tick != Ticks.NONE) {
      firsts[partition] = lasts[partition] == Ticks.NONE ? tick : firsts[partition];
      lasts[partition] = tick;
    }
  }

  /**
   * From the earliest first tick to the last one that all partitions have.
   *
   * @throws VigilException if a partition has none
   */
  Stretch common() {
    long last = Arrays.stream(lasts).min().orElse(Ticks.NONE);
    if (last == Ticks.NONE) {
      throw VigilException.problem(
          "a partition of the patient log has no tick yet: nothing to verify");
    }
    return new Stretch(Arrays.stream(firsts).min().orElseThrow(), last);
  }

  /**
   * From the latest first tick, so that all partitions are there, to the last one that all have.
   *
   * @throws VigilException if a partition has none
   */
  Stretch left() {
    return new Stretch(Arrays.stream(firsts).max().orElseThrow(), common().last());
  }
}
