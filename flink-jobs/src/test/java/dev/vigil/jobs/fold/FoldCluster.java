package dev.vigil.jobs.fold;

import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.RandomLog.Moment;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The fold of a job as Flink runs it, at some parallelism; can be killed and rescaled. */
final class FoldCluster implements AutoCloseable {
  private static final int MAX = 128;

  private final Supplier<KeyedProcessFunction<String, StampedRecord, Emission>> function;
  private final boolean rocksDb;
  private final List<KeyedOneInputStreamOperatorTestHarness<String, StampedRecord, Emission>>
      parts = new ArrayList<>();
  private long watermark = Ticks.NONE;

  FoldCluster(
      Supplier<KeyedProcessFunction<String, StampedRecord, Emission>> function, boolean rocksDb)
      throws Exception {
    this.function = function;
    this.rocksDb = rocksDb;
    parts.add(part(1, 0, null));
  }

  /**
   * Runs a log with crashes, rescales and late timers at random.
   *
   * @param end everything due until then is run at last
   */
  static List<Emission> run(
      Supplier<KeyedProcessFunction<String, StampedRecord, Emission>> function,
      boolean rocksDb,
      List<Moment> log,
      long end,
      Random random)
      throws Exception {
    List<Emission> sent = new ArrayList<>();
    try (FoldCluster cluster = new FoldCluster(function, rocksDb)) {
      for (int i = 0; i < log.size(); i++) {
        if (random.nextInt(40) == 0) {
          sent.addAll(cluster.drain());
          OperatorSubtaskState kept = cluster.snapshot();
          int lost = Math.min(log.size(), i + random.nextInt(12));
          for (Moment moment : log.subList(i, lost)) {
            cluster.show(moment, random);
          }
          cluster.restore(kept, 1 + random.nextInt(2));
        }
        cluster.show(log.get(i), random);
      }
      cluster.watermark(end);
      sent.addAll(cluster.drain());
    }
    return sent;
  }

  private void show(Moment moment, Random random) throws Exception {
    record(moment.record());
    if (random.nextInt(4) == 0) {
      watermark(moment.slowest() - (random.nextBoolean() ? 0 : random.nextInt(1_000)));
    }
  }

  void record(StampedRecord record) throws Exception {
    int part =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(record.patient(), MAX, parts.size());
    parts.get(part).processElement(record, 0);
  }

  void watermark(long second) throws Exception {
    if (second > watermark) {
      watermark = second;
      for (var part : parts) {
        part.processWatermark(second * 1000);
      }
    }
  }

  /** What has been emitted since the last call. */
  List<Emission> drain() {
    List<Emission> all = new ArrayList<>();
    for (var part : parts) {
      all.addAll(part.extractOutputValues());
      part.getOutput().clear();
    }
    return all;
  }

  OperatorSubtaskState snapshot() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (var part : parts) {
      states.add(part.snapshot(1, 1));
    }
    return AbstractStreamOperatorTestHarness.repackageState(
        states.toArray(OperatorSubtaskState[]::new));
  }

  /** Kills all parts and goes on from a snapshot with another number of them. */
  void restore(OperatorSubtaskState kept, int parallelism) throws Exception {
    int former = parts.size();
    close();
    parts.clear();
    watermark = Ticks.NONE;
    for (int i = 0; i < parallelism; i++) {
      parts.add(
          part(
              parallelism,
              i,
              AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  kept, MAX, former, parallelism, i)));
    }
  }

  /** Entries of keyed state; with the heap only. */
  int stateEntries() {
    return parts.stream()
        .mapToInt(KeyedOneInputStreamOperatorTestHarness::numKeyedStateEntries)
        .sum();
  }

  /** Patients of whom a keyed state of this name keeps something. */
  long keys(String state) {
    return parts.stream().mapToLong(part -> keys(part.getOperator(), state)).sum();
  }

  private static long keys(StreamOperator<?> operator, String state) {
    try (Stream<?> keys =
        ((AbstractStreamOperator<?>) operator)
            .getKeyedStateBackend()
            .getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  int timers() {
    return parts.stream().mapToInt(AbstractStreamOperatorTestHarness::numEventTimeTimers).sum();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, StampedRecord, Emission> part(
      int parallelism, int index, OperatorSubtaskState kept) throws Exception {
    var part =
        new KeyedOneInputStreamOperatorTestHarness<String, StampedRecord, Emission>(
            new KeyedProcessOperator<>(function.get()),
            StampedRecord::patient,
            Types.STRING,
            MAX,
            parallelism,
            index);
    if (rocksDb) {
      part.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
    part.setup();
    if (kept != null) {
      part.initializeState(kept);
    }
    part.open();
    return part;
  }

  @Override
  public void close() throws Exception {
    for (var part : parts) {
      part.close();
    }
  }

  /** What was sent of each patient, in order. */
  static Map<String, List<String>> sentByPatient(List<Emission> emissions) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    for (Emission emission : emissions) {
      if (emission.record() != null) {
        sent.computeIfAbsent(emission.record().key(), key -> new ArrayList<>())
            .add(LogRecords.text(emission.record()));
      }
    }
    return sent;
  }

  /** What was counted in all. */
  static Map<String, Long> counts(List<Emission> emissions) {
    Map<String, Long> counts = new LinkedHashMap<>();
    emissions.forEach(emission -> counts.merge(emission.count(), emission.by(), Long::sum));
    return counts;
  }
}
