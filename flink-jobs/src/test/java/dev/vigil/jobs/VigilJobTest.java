package dev.vigil.jobs;

import static dev.vigil.jobs.LogRecords.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.jobs.JobSettings.StateBackend;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VigilJobTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final int SECONDS = 150;
  private static final int INTERVAL = 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"HEAP, HeapValueState", "ROCKSDB, RocksDBValueState"})
  void stateBackend_ofTheSettings_isTheOneThatRuns(StateBackend backend, String stateClass)
      throws Exception {
    CollectingSink sink = new CollectingSink();
    JobSettings settings = settings(backend, 1);

    new BackendProbe(sink).environment(settings).execute();

    assertThat(sink.sent()).extracting(OutgoingRecord::key).containsExactly(stateClass);
    assertThat(Files.isDirectory(folder.resolve("probe")))
        .as("the job's own checkpoint folder")
        .isTrue();
  }

  /** Two partitions on two subtasks, each the half of a sequence: ticks, readings, fold, sink. */
  @ParameterizedTest
  @EnumSource
  void featuresJob_inACluster_sendsWhatARefoldGives(StateBackend backend) throws Exception {
    JobSettings settings = settings(backend, 2);
    CollectingSink sink = new CollectingSink();
    List<RawRecord> log = new ArrayList<>(partition(0));
    log.addAll(partition(1));
    VigilJob job = new OverASequence(new FeaturesJob(settings), log, sink);

    job.environment(settings).execute();

    assertThat(byPatient(sink.sent())).isEqualTo(refold(log));
    assertThat(heartbeatTicks(sink.sent()))
        .as("each second of the slower partition, from the first")
        .containsExactlyElementsOf(LongStream.range(START, START + SECONDS).boxed().toList());
  }

  @Test
  void settings_outOfRange_areRefusedByName() {
    assertThatThrownBy(() -> settings(StateBackend.HEAP, 0)).hasMessageContaining("outside 1..128");
  }

  private JobSettings settings(StateBackend backend, int parallelism) {
    return new JobSettings(
        "localhost:9092",
        World.RECORDED,
        parallelism,
        INTERVAL,
        new JobSettings.Checkpoints(folder.toUri().toString().replaceAll("/+$", ""), 200, backend));
  }

  private static List<RawRecord> partition(int partition) {
    List<RawRecord> log = new ArrayList<>();
    for (int i = 0; i < SECONDS; i++) {
      long now = START + i;
      String patient = "p-" + partition + "-" + i % 3;
      log.add(LogRecords.tick(partition, 2L * i, now));
      log.add(
          LogRecords.record(
              partition,
              2L * i + 1,
              LogRecords.readings(patient, now, LogRecords.heartRate(now, 700 + i))));
    }
    return log;
  }

  private static Map<String, List<String>> refold(List<RawRecord> log) {
    Map<String, List<String>> vectors = new TreeMap<>();
    FeatureReplay replay =
        new FeatureReplay(
            new FeatureSettings(INTERVAL, false),
            (patient, number, output) -> {
              if (output instanceof FeatureOutput.VectorOut out) {
                vectors
                    .computeIfAbsent(patient, id -> new ArrayList<>())
                    .add(
                        LogRecords.text(
                            Topics.FEATURES, number.toString(), LogCodec.encode(out.vector())));
              }
            });
    for (RawRecord record : log) {
      if (!LogRecords.isTick(record)) {
        long stamp = START + record.offset() / 2;
        replay.record(new FeatureReplay.Entry(record.offset(), stamp, LogRecords.decoded(record)));
      }
    }
    replay.advance(START + 1_000_000); // the end of a stream is the end of time
    return vectors;
  }

  private static Map<String, List<String>> byPatient(List<OutgoingRecord> sent) {
    return sent.stream()
        .filter(record -> record.topic().equals(Topics.FEATURES))
        .collect(
            Collectors.groupingBy(
                OutgoingRecord::key,
                TreeMap::new,
                Collectors.mapping(LogRecords::text, Collectors.toList())));
  }

  private static SortedSet<Long> heartbeatTicks(List<OutgoingRecord> sent) {
    TreeSet<Long> ticks = new TreeSet<>();
    for (OutgoingRecord record : sent) {
      if (record.topic().equals(Topics.HEARTBEATS)) {
        ticks.add(LogRecords.heartbeat(record).tick());
      }
    }
    return ticks;
  }

  /** A job of Vigil between a sequence and a sink that collects. */
  private record OverASequence(FoldJob job, List<RawRecord> log, CollectingSink sink)
      implements VigilJob {
    @Override
    public String name() {
      return job.name();
    }

    @Override
    public void define(StreamExecutionEnvironment env) {
      job.define(env, sequence(log), sink);
    }
  }

  private static Source<RawRecord, ?, ?> sequence(List<RawRecord> records) {
    return new DataGeneratorSource<>(
        new Sequence(records), records.size(), TypeInformation.of(RawRecord.class));
  }

  /**
   * Splits go to whichever reader asks, and one that is alone takes both, one after the other. So
   * none begins to read before both are there.
   */
  private static final class Sequence implements GeneratorFunction<Long, RawRecord> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, CountDownLatch> READERS = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final ArrayList<RawRecord> log;

    Sequence(List<RawRecord> log) {
      this.log = new ArrayList<>(log);
    }

    @Override
    public void open(SourceReaderContext context) throws InterruptedException {
      CountDownLatch readers =
          READERS.computeIfAbsent(name, unseen -> new CountDownLatch(context.currentParallelism()));
      readers.countDown();
      assertThat(readers.await(1, TimeUnit.MINUTES)).as("all readers are there").isTrue();
    }

    @Override
    public RawRecord map(Long index) {
      return log.get(index.intValue());
    }
  }

  /** Says which class keeps its state. */
  private record BackendProbe(CollectingSink sink) implements VigilJob {
    @Override
    public String name() {
      return "probe";
    }

    @Override
    public void define(StreamExecutionEnvironment env) {
      env.fromSequence(1, 1)
          .uid("numbers")
          .keyBy(number -> number, Types.LONG)
          .process(new StateClass(), TypeInformation.of(OutgoingRecord.class))
          .uid("probe")
          .sinkTo(sink)
          .uid("sink");
    }
  }

  private static final class StateClass extends KeyedProcessFunction<Long, Long, OutgoingRecord> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("probe", Types.LONG));
    }

    @Override
    public void processElement(Long value, Context context, Collector<OutgoingRecord> out) {
      out.collect(OutgoingRecord.plain("probe", state.getClass().getSimpleName(), new byte[0]));
    }
  }
}
