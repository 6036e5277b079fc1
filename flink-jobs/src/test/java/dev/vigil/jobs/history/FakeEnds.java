package dev.vigil.jobs.history;

import dev.vigil.history.HistoryRow;
import dev.vigil.history.HistoryWriter;
import dev.vigil.history.ReadingRow;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.history.UnstorableRowException;
import dev.vigil.history.UnstorableRowException.Refusal;
import dev.vigil.jobs.FakeLedger;
import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.Outlet;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.TimeoutException;

/** Store and Kafka in memory, which jobs in this JVM find by name. */
final class FakeEnds implements HistorySink.Ends {
  /** The sensor whose rows the store can't take. */
  static final String UNSTORABLE = "unstorable";

  /** The feature that is kept whatever is live; bundle b's is {@code b.last}. */
  static final String ALWAYS = "heart-rate.last";

  private static final long serialVersionUID = 1L;
  private static final Map<String, FakeEnds> BY_NAME = new ConcurrentHashMap<>();

  private final String name;
  final transient FakeLedger ledger = new FakeLedger();
  final transient FakeStore store = new FakeStore();
  final transient FakeKafka kafka = new FakeKafka(store);

  private FakeEnds(String name) {
    this.name = name;
  }

  static FakeEnds named(String name) {
    return BY_NAME.computeIfAbsent(name, FakeEnds::new);
  }

  @Override
  public KeptFeatures openFeatures() {
    FakeEnds ends = named(name);
    return new KeptFeatures(
        new TreeSet<>(Set.of(ALWAYS)),
        () -> ends.ledger,
        bundle -> new TreeSet<>(Set.of(bundle + ".last")));
  }

  @Override
  public HistoryWriter openStore() {
    return named(name).store;
  }

  @Override
  public Outlet openKafka() {
    return named(name).kafka;
  }

  /** A heartbeat, and how many rows were stored when it was sent. */
  record Beat(Heartbeat heartbeat, int stored) {}

  static final class FakeKafka implements Outlet {
    private final FakeStore store;
    final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    final List<Beat> beats = new CopyOnWriteArrayList<>();

    /** How many dead letters it doesn't take, before it does. */
    volatile int awayFor;

    volatile boolean closed;

    FakeKafka(FakeStore store) {
      this.store = store;
    }

    @Override
    public synchronized CompletableFuture<Void> send(OutgoingRecord record) {
      if (record.topic().equals(Topics.REJECTED)) {
        if (awayFor > 0) {
          awayFor--;
          return CompletableFuture.failedFuture(new TimeoutException("Kafka is away"));
        }
        rejected.add(LogRecords.rejected(record));
      } else {
        beats.add(new Beat(LogRecords.heartbeat(record), store.measured.size()));
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  static final class FakeStore implements HistoryWriter {
    final Set<HistoryRow> measured = ConcurrentHashMap.newKeySet();
    volatile int awayFor;

    /** What the third request ends with: by then all of the job runs. */
    volatile Error error;

    volatile int writes;
    volatile boolean closed;

    @Override
    public synchronized void write(List<HistoryRow> rows)
        throws StoreUnavailableException, UnstorableRowException {
      writes++;
      if (error != null && writes == 3) {
        throw error;
      }
      if (awayFor > 0) {
        awayFor--;
        throw new StoreUnavailableException("away", null);
      }
      List<Refusal> refusals = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i) instanceof ReadingRow row && row.sensor().equals(UNSTORABLE)) {
          refusals.add(new Refusal(i, "text-too-long", "sensor is too long"));
        } else {
          measured.add(rows.get(i));
        }
      }
      if (!refusals.isEmpty()) {
        throw new UnstorableRowException(refusals);
      }
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
}
