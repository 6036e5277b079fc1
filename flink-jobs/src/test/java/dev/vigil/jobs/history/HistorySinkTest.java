package dev.vigil.jobs.history;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.heartRate;
import static dev.vigil.jobs.LogRecords.raw;
import static dev.vigil.jobs.LogRecords.readings;
import static dev.vigil.jobs.LogRecords.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.history.HistoryRow;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.HistoryWriter;
import dev.vigil.history.StoreEndpoint;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.history.UnstorableRowException;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
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

  private final String name = UUID.randomUUID().toString();
  private final FakeStore store = FakeStore.named(name);

  @Test
  void records_whileTheStoreIsAwayForAMoment_areAllStoredInTheEnd() throws Exception {
    store.awayFor = 2;

    env(log()).execute();

    assertThat(store.measured).hasSize(RECORDS);
    assertThat(store.writes).isGreaterThan(2);
    assertThat(store.closed).isTrue();
  }

  @Test
  void poison_isPassedOver() throws Exception {
    List<RawRecord> log = log();
    log.add(17, raw(0, 99_999, START, "p-1", "readings", "junk".getBytes(StandardCharsets.UTF_8)));

    env(log).execute();

    assertThat(store.measured).hasSize(RECORDS);
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

    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> store.closed);
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> !isWriterAlive());
  }

  @Test
  void store_thatIsAddressed_isOpenedThroughItsEndpoint() {
    StoreEndpoint nowhere = new StoreEndpoint("http://127.0.0.1:9", "", "", "vigil");

    try (HistoryWriter writer = HistoryStores.writer(nowhere)) {
      assertThat(writer.ping()).isFalse();
    }
    assertThat(
            new HistorySink(new StoreTarget(nowhere, new TreeSet<>())).getWriterStateSerializer())
        .isInstanceOf(BufferedRecords.class);
  }

  private static boolean isWriterAlive() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("history-writer"));
  }

  private StreamExecutionEnvironment env(List<RawRecord> log) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    String storeName = name;
    env.fromData(log, TypeInformation.of(RawRecord.class))
        .sinkTo(new HistorySink(new TreeSet<>(), () -> FakeStore.named(storeName)));
    return env;
  }

  private static List<RawRecord> log() {
    List<RawRecord> log = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      log.add(record(0, i, readings("p-1", START, heartRate(START + i, 800))));
    }
    return log;
  }

  /** A store in memory, which jobs in this JVM find by name. */
  private static final class FakeStore implements HistoryWriter {
    private static final Map<String, FakeStore> BY_NAME = new ConcurrentHashMap<>();

    private final Set<HistoryRow> measured = ConcurrentHashMap.newKeySet();
    private volatile int awayFor;
    private volatile Error error;
    private volatile int writes;
    private volatile boolean closed;

    static FakeStore named(String name) {
      return BY_NAME.computeIfAbsent(name, unknown -> new FakeStore());
    }

    @Override
    public synchronized void write(List<HistoryRow> rows)
        throws StoreUnavailableException, UnstorableRowException {
      writes++;
      if (error != null) {
        throw error;
      }
      if (awayFor > 0) {
        awayFor--;
        throw unavailable();
      }
      measured.addAll(rows);
    }

    /** Its constructor is history's own, so a store that nobody runs is asked. */
    private static StoreUnavailableException unavailable() {
      try (HistoryWriter nobody =
          HistoryStores.writer(new StoreEndpoint("http://127.0.0.1:9", "", "", "vigil"))) {
        nobody.write(List.of(AnyRow.ROW));
      } catch (StoreUnavailableException e) {
        return e;
      } catch (UnstorableRowException e) {
        throw new AssertionError(e);
      }
      throw new AssertionError("something answers on port 9");
    }

    @Override
    public boolean ping() {
      return awayFor == 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class AnyRow {
    private static final HistoryRow ROW = row();

    private static HistoryRow row() {
      try {
        return new Rows(Set.of())
            .of(record(0, 0, readings("p-1", START, heartRate(START, 800))))
            .get(0);
      } catch (MalformedRecordException e) {
        throw new AssertionError(e);
      }
    }
  }
}
