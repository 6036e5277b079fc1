package dev.vigil.jobs.history;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.heartRate;
import static dev.vigil.jobs.LogRecords.output;
import static dev.vigil.jobs.LogRecords.raw;
import static dev.vigil.jobs.LogRecords.readings;
import static dev.vigil.jobs.LogRecords.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.history.FeatureRow;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.HistoryWriter;
import dev.vigil.history.StoreEndpoint;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HistorySinkTest {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int RECORDS = 5_000;
  private static final OutputNumber NUMBER = new OutputNumber(7, START, 2);

  private final String name = UUID.randomUUID().toString();
  private final FakeEnds ends = FakeEnds.named(name);
  private final FakeEnds.FakeStore store = ends.store;

  @Test
  void records_whileTheStoreIsAwayForAMoment_areAllStoredInTheEnd() throws Exception {
    store.awayFor = 2;

    env(log()).execute();

    assertThat(store.measured).hasSize(RECORDS);
    assertThat(store.writes).isGreaterThan(2);
    assertThat(store.closed).isTrue();
    assertThat(ends.kafka.closed).isTrue();
  }

  @Test
  void poison_thatNoOtherJobReads_isDeadLetteredAndTheRestStored() throws Exception {
    List<RawRecord> log = log();
    log.add(17, raw(0, 99_998, START, "p-1", "readings", "junk".getBytes(UTF_8)));
    log.add(18, output(Topics.FEATURES, 7, "p-1", NUMBER, "junk".getBytes(UTF_8)));
    log.add(19, output(Topics.ALERTS, 8, "p-1", NUMBER, "junk".getBytes(UTF_8)));
    store.awayFor = 1; // the letter of a request that is tried again is one letter

    env(log).execute();

    assertAllStoredBut("vigil.alerts-0@8 malformed");
  }

  @Test
  void deadLetter_whileKafkaIsAwayForAMoment_isWaitedForAndFailsNothing() throws Exception {
    List<RawRecord> log = log();
    log.add(17, output(Topics.ALERTS, 8, "p-1", NUMBER, "junk".getBytes(UTF_8)));
    ends.kafka.awayFor = 2;

    env(log).execute();

    assertAllStoredBut("vigil.alerts-0@8 malformed");
    assertThat(ends.kafka.awayFor).isZero();
  }

  @Test
  void request_thatWaitsForKafka_isNotHandedOutASecondTime() {
    assertThat(new HistorySink(ends).limits().getRequestTimeoutMS())
        .as("Flink presets ten minutes, and records of both would be counted as stored")
        .isGreaterThan(TimeUnit.DAYS.toMillis(30));
  }

  @Test
  void rows_thatNoStoreTakes_areOneDeadLetterForEachRecord() throws Exception {
    Reading bad = Reading.of("heart-rate", FakeEnds.UNSTORABLE, START, 800);
    Reading worse = Reading.of("spo2", FakeEnds.UNSTORABLE, START, 970);
    List<RawRecord> log = log();
    log.set(17, record(0, 17, readings("p-1", START, bad, heartRate(START + 17, 800), worse)));

    env(log).execute();

    assertAllStoredBut("vigil.patients-0@17 text-too-long");
  }

  @Test
  void features_ofAModelThatGoesLive_areKeptFromThenOn_alsoIfTheLedgerIsAwayForAMoment()
      throws Exception {
    ends.ledger.write("m", "1", "spo2", Action.SHADOW, START);
    ends.ledger.write("m", "1", "spo2", Action.LIVE, START + 60);
    ends.ledger.away = new TimeoutException("Kafka is away");
    List<RawRecord> log = log();
    log.add(17, vector(1, START + 59));
    log.add(18, vector(2, START + 60));

    env(log).execute();

    assertThat(store.measured)
        .filteredOn(FeatureRow.class::isInstance)
        .extracting(row -> ((FeatureRow) row).feature() + " " + ((FeatureRow) row).known())
        .containsExactlyInAnyOrder(
            "heart-rate.last " + (START + 59),
            "heart-rate.last " + (START + 60),
            "spo2.last " + (START + 60));
    assertThat(ends.ledger.closed).isTrue();
  }

  private static RawRecord vector(long offset, long known) {
    TreeMap<String, Double> values =
        new TreeMap<>(Map.of("heart-rate.last", 80.0, "heart-rate.age", 1.0, "spo2.last", 97.0));
    FeatureVector vector = new FeatureVector("p-1", "hash", known, known, values);
    OutputNumber number = new OutputNumber(offset, known, 0);
    return output(Topics.FEATURES, offset, "p-1", number, LogCodec.encode(vector));
  }

  private void assertAllStoredBut(String deadLetter) {
    assertThat(store.measured).hasSize(RECORDS);
    assertThat(ends.kafka.rejected)
        .extracting(letter -> letter.position() + " " + letter.reason())
        .containsExactly(deadLetter);
  }

  @Test
  void heartbeat_saysATickOnlyWhenAllBeforeItIsStored() throws Exception {
    store.awayFor = 3;

    env(log()).execute();

    assertThat(ends.kafka.beats).isNotEmpty();
    for (FakeEnds.Beat beat : ends.kafka.beats) {
      assertThat(beat.heartbeat().component()).isEqualTo("history");
      assertThat(beat.heartbeat().tick())
          .as("record k brings tick START + k")
          .isBetween(START, START + beat.stored() - 1L);
    }
    assertThat(ends.kafka.beats).extracting(beat -> beat.heartbeat().tick()).isSorted();
  }

  @Test
  void error_inTheWritersThread_failsTheJobInsteadOfHangingIt() {
    store.error = new NoClassDefFoundError("a jar is missing");

    assertThatThrownBy(() -> env(log()).execute())
        .satisfies(
            thrown ->
                assertThat(ExceptionUtils.findThrowableWithMessage(thrown, "a jar is missing"))
                    .isPresent());
  }

  @Test
  void cancel_whileTheStoreIsAway_endsTheWritersThread() throws Exception {
    store.awayFor = Integer.MAX_VALUE;
    JobClient job = env(log()).executeAsync();
    Awaitility.await().until(() -> store.writes > 0);

    job.cancel().get(20, TimeUnit.SECONDS);

    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> store.closed);
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> !isWriterAlive());
  }

  @Test
  void store_thatIsAddressed_isOpenedThroughItsEndpoint() {
    StoreEndpoint nowhere = new StoreEndpoint("http://127.0.0.1:9", "", "", "vigil");

    try (HistoryWriter writer = HistoryStores.writer(nowhere)) {
      assertThat(writer.ping()).isFalse();
    }
    assertThat(
            new HistorySink(
                    new StoreTarget(nowhere, new TreeSet<>()), "localhost:9092", World.REAL_TIME)
                .getWriterStateSerializer())
        .isInstanceOf(BufferedRecords.class);
  }

  private static boolean isWriterAlive() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("history-writer"));
  }

  /** Record k is followed by tick START + k. */
  private StreamExecutionEnvironment env(List<RawRecord> log) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    env.fromData(log, TypeInformation.of(RawRecord.class))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.forGenerator(context -> new TickAfterEachRecord()))
        .sinkTo(new HistorySink(ends));
    return env;
  }

  private static final class TickAfterEachRecord implements WatermarkGenerator<RawRecord> {
    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
      if (record.offset() < RECORDS) {
        output.emitWatermark(new Watermark((START + record.offset()) * 1000));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static List<RawRecord> log() {
    List<RawRecord> log = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      log.add(record(0, i, readings("p-1", START, heartRate(START + i, 800))));
    }
    return log;
  }
}
