package dev.vigil.jobs.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.HistoryStores;
import dev.vigil.history.HistoryWriter;
import dev.vigil.jobs.log.GovernanceTopics;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.Outlet;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.scoring.BundleTopic;
import dev.vigil.schemas.fold.Ticks;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes records to the store in bounded requests, over Flink's asynchronous sink base. What a
 * request could not bring home is tried again; while the store is away the sink fills up and the
 * job waits, and nobody else does.
 */
public final class HistorySink extends AsyncSinkBase<RawRecord, RawRecord> {
  private static final long serialVersionUID = 1L;
  private static final int RECORDS_A_REQUEST = 2_000;
  private static final int REQUESTS_AT_ONCE = 1;
  private static final int RECORDS_BUFFERED = 8_000;
  private static final long BYTES_A_REQUEST = 8L << 20;
  private static final long MILLIS_BUFFERED = 200;
  private static final long BYTES_A_RECORD = 4L << 20;

  /**
   * Longer than Kafka is ever away. Our writer ends each request itself; Flink's preset of ten
   * minutes would hand out one that waits to be dead-lettered a second time, and its records would
   * be counted twice: ticks would be said to be stored that are not.
   */
  private static final long LONGEST_REQUEST_MILLIS = TimeUnit.DAYS.toMillis(365);

  private final Ends ends;

  /**
   * Into a store.
   *
   * @param bootstrap Kafka's address, for ledger and bundles, heartbeats and dead letters
   * @param world whose ledger it is
   */
  public HistorySink(StoreTarget target, String bootstrap, Ticks.World world) {
    this(new RealEnds(target, bootstrap, world));
  }

  /** What a writer goes by and writes to, opened in the task that does. */
  interface Ends extends Serializable {
    KeptFeatures openFeatures();

    HistoryWriter openStore();

    Outlet openKafka();
  }

  private record RealEnds(StoreTarget target, String bootstrap, Ticks.World world) implements Ends {
    private static final long serialVersionUID = 1L;

    private RealEnds {
      requireNonNull(target, "target is null");
      requireNonNull(bootstrap, "bootstrap is null");
      requireNonNull(world, "world is null");
    }

    @Override
    public KeptFeatures openFeatures() {
      return new KeptFeatures(
          target.features(),
          () -> new GovernanceTopics(bootstrap, world),
          bundle -> new BundleTopic(bootstrap, bundle).features());
    }

    @Override
    public HistoryWriter openStore() {
      return HistoryStores.writer(target.endpoint());
    }

    @Override
    public Outlet openKafka() {
      return KafkaEnds.outlet(bootstrap);
    }
  }

  /** Into anything. */
  HistorySink(Ends ends) {
    super(
        HistorySinkWriter.AS_IT_IS,
        RECORDS_A_REQUEST,
        REQUESTS_AT_ONCE,
        RECORDS_BUFFERED,
        BYTES_A_REQUEST,
        MILLIS_BUFFERED,
        BYTES_A_RECORD);
    this.ends = requireNonNull(ends, "ends is null");
  }

  @Override
  public StatefulSinkWriter<RawRecord, BufferedRequestState<RawRecord>> createWriter(
      WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<RawRecord, BufferedRequestState<RawRecord>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<RawRecord>> kept) {
    return new HistorySinkWriter(context, limits(), kept, ends);
  }

  AsyncSinkWriterConfiguration limits() {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(getMaxBatchSize())
        .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
        .setMaxInFlightRequests(getMaxInFlightRequests())
        .setMaxBufferedRequests(getMaxBufferedRequests())
        .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
        .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
        .setRequestTimeoutMS(LONGEST_REQUEST_MILLIS)
        .build();
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<RawRecord>> getWriterStateSerializer() {
    return new BufferedRecords();
  }
}
