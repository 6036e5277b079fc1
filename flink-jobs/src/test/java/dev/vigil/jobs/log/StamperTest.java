package dev.vigil.jobs.log;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.heartRate;
import static dev.vigil.jobs.LogRecords.raw;
import static dev.vigil.jobs.LogRecords.readings;
import static dev.vigil.jobs.LogRecords.record;
import static dev.vigil.jobs.LogRecords.tick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.jobs.Harnesses;
import dev.vigil.jobs.LogRecords;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.fold.Ticks.World;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StamperTest {
  @RegisterExtension final Harnesses harnesses = new Harnesses();

  @Test
  void stamp_ofARecord_isTheLastTickOfItsOwnPartition() throws Exception {
    var stamper = open(World.RECORDED, null, 1, 0);

    feed(stamper, tick(0, 0, START), tick(1, 0, START + 50), reading(0, 1), reading(1, 1));
    feed(stamper, tick(0, 2, START + 1), reading(0, 3), reading(1, 2));

    assertThat(stamps(stamper)).containsExactly(START, START + 50, START + 1, START + 50);
  }

  @Test
  void tick_thatGoesBackOrStandsStill_movesNothing() throws Exception {
    var stamper = open(World.REAL_TIME, null, 1, 0);

    feed(stamper, tick(0, 0, START), tick(0, 1, START - 3), reading(0, 2));
    feed(stamper, tick(0, 3, START), reading(0, 4));

    assertThat(stamps(stamper)).containsExactly(START, START);
  }

  @Test
  void tick_tooFarAheadOfTheBroker_countsInARecordedWorldOnly() throws Exception {
    RawRecord[] log = {
      tick(0, 0, START),
      tick(0, 1, START + 6, START),
      reading(0, 2),
      tick(0, 3, START + 5, START),
      reading(0, 4)
    };
    var real = open(World.REAL_TIME, null, 1, 0);
    var recorded = open(World.RECORDED, null, 1, 0);

    feed(real, log);
    feed(recorded, log);

    assertThat(stamps(real)).containsExactly(START, START + 5);
    assertThat(stamps(recorded)).containsExactly(START + 6, START + 6);
  }

  @Test
  void stamps_ofTwoWritersWithSkewedClocks_areThoseOfTheFasterOne() throws Exception {
    Random random = new Random(7);
    var both = open(World.REAL_TIME, null, 1, 0);
    var faster = open(World.REAL_TIME, null, 1, 0);

    for (long second = START, offset = 0; second < START + 200; second++) {
      RawRecord slow = tick(0, offset++, second - 3, second);
      RawRecord fast = tick(0, offset++, second, second);
      RawRecord reading = reading(0, offset++);
      boolean slowFirst = random.nextBoolean();
      feed(both, slowFirst ? slow : fast, slowFirst ? fast : slow, reading);
      feed(faster, fast, reading);
    }

    assertThat(stamps(both)).isEqualTo(stamps(faster)).hasSize(200);
  }

  @Test
  void record_beforeTheFirstTick_isDropped() throws Exception {
    var stamper = open(World.RECORDED, null, 1, 0);

    feed(stamper, reading(0, 0), tick(1, 0, START), reading(0, 1), reading(1, 1));

    assertThat(positions(stamper)).containsExactly("vigil.patients-1@1");
  }

  @Test
  void type_thatTheJobDoesntRead_isDroppedAndWhatCantBeReadIsHandedOn() throws Exception {
    var stamper = open(World.RECORDED, null, 1, 0);
    byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);

    feed(stamper, tick(0, 0, START), record(0, 1, new Resume("p-1", START)));
    feed(stamper, raw(0, 2, START, "p-1", "novel", junk), raw(0, 3, START, "", "tick", junk));

    assertThat(positions(stamper)).containsExactly("vigil.patients-0@2", "vigil.patients-0@3");
  }

  @Test
  void restore_betweenTwoTicks_goesOnWithTheRestoredStamp() throws Exception {
    var before = open(World.RECORDED, null, 1, 0);
    feed(before, tick(0, 0, START), reading(0, 1));
    OperatorSubtaskState kept = before.snapshot(1, 1);
    feed(before, tick(0, 2, START + 9), reading(0, 3)); // lost

    var after = open(World.RECORDED, kept, 1, 0);
    feed(after, reading(0, 2), tick(0, 3, START - 1), reading(0, 4));
    feed(after, tick(0, 5, START + 1), reading(0, 6));

    assertThat(stamps(after)).containsExactly(START, START, START + 1);
  }

  @Test
  void rescale_toTwo_givesEachSubtaskTheTicksOfAllPartitions() throws Exception {
    var one = open(World.RECORDED, null, 1, 0);
    feed(one, tick(0, 0, START), tick(1, 0, START + 5));
    OperatorSubtaskState kept = one.snapshot(1, 1);

    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState part = Harnesses.repartition(kept, 1, 2, subtask);
      var two = open(World.RECORDED, part, 2, subtask);
      feed(two, reading(1, 1), reading(0, 1)); // whichever it is given now

      assertThat(stamps(two)).containsExactly(START + 5, START);
    }
  }

  @Test
  void rescale_toOne_takesTheMaximumOfWhatTheSubtasksKept() throws Exception {
    var one = open(World.RECORDED, null, 1, 0);
    feed(one, tick(0, 0, START), tick(1, 0, START));
    OperatorSubtaskState first = one.snapshot(1, 1);
    // Both know both partitions from here on, but each sees only one of them go on.
    OperatorSubtaskState[] kept = new OperatorSubtaskState[2];
    for (int subtask = 0; subtask < 2; subtask++) {
      var two = open(World.RECORDED, Harnesses.repartition(first, 1, 2, subtask), 2, subtask);
      feed(two, tick(subtask, 1, START + 10 + subtask));
      kept[subtask] = two.snapshot(2, 2);
    }

    OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(kept);
    var again = open(World.RECORDED, Harnesses.repartition(both, 2, 1, 0), 1, 0);
    feed(again, reading(0, 2), reading(1, 2));

    assertThat(stamps(again)).containsExactly(START + 10, START + 11);
  }

  @Test
  void resume_fromTheFuture_isDroppedInRealTimeOnly() throws Exception {
    byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
    RawRecord[] log = {
      tick(0, 0, START),
      record(0, 1, new Resume("p-1", START + 5)), // the broker appended it at START
      record(0, 2, new Resume("p-1", START + 6)),
      record(0, 3, new Resume("p-1", START + 3600)),
      raw(0, 4, START, "p-1", "resume", junk)
    };
    var real = open(World.REAL_TIME, EnumSet.of(RecordType.RESUME), null, 1, 0);
    var recorded = open(World.RECORDED, EnumSet.of(RecordType.RESUME), null, 1, 0);

    feed(real, log);
    feed(recorded, log);

    assertThat(positions(real)).containsExactly("vigil.patients-0@1", "vigil.patients-0@4");
    assertThat(positions(recorded)).hasSize(4);
  }

  private OneInputStreamOperatorTestHarness<RawRecord, StampedRecord> open(
      World world, OperatorSubtaskState kept, int parallelism, int subtask) throws Exception {
    return open(world, EnumSet.of(RecordType.READINGS), kept, parallelism, subtask);
  }

  private OneInputStreamOperatorTestHarness<RawRecord, StampedRecord> open(
      World world,
      EnumSet<RecordType> wanted,
      OperatorSubtaskState kept,
      int parallelism,
      int subtask)
      throws Exception {
    Stamper stamper = new Stamper(world, wanted);
    return harnesses.open(new ProcessOperator<>(stamper), kept, parallelism, subtask);
  }

  private static void feed(
      OneInputStreamOperatorTestHarness<RawRecord, StampedRecord> stamper, RawRecord... log)
      throws Exception {
    for (RawRecord record : log) {
      stamper.processElement(record, 0);
    }
  }

  private static List<Long> stamps(
      OneInputStreamOperatorTestHarness<RawRecord, StampedRecord> stamper) {
    return stamper.extractOutputValues().stream().map(StampedRecord::stamp).toList();
  }

  private static List<String> positions(
      OneInputStreamOperatorTestHarness<RawRecord, StampedRecord> stamper) {
    return stamper.extractOutputValues().stream().map(out -> out.raw().position()).toList();
  }

  private static RawRecord reading(int partition, long offset) {
    return LogRecords.record(partition, offset, readings("p-1", START, heartRate(START, 800)));
  }
}
