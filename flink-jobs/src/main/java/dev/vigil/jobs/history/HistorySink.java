package dev.vigil.jobs.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.HistoryStores;
import dev.vigil.history.HistoryWriter;
import dev.vigil.history.StoreEndpoint;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.Outlet;
import dev.vigil.jobs.log.RawRecord;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
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

  private final SortedSet<String> features;
  private final Ends ends;

  /**
   * Into a store.
   *
   * @param bootstrap Kafka's address, for heartbeats and dead letters
   */
  public HistorySink(StoreTarget target, String bootstrap) {
    this(target.features(), new RealEnds(target.endpoint(), bootstrap));
  }

  /** What a writer writes to, opened in the task that does. */
  interface Ends extends Serializable {
    HistoryWriter openStore();

    Outlet openKafka();
  }

  private record RealEnds(StoreEndpoint store, String bootstrap) implements Ends {
    private static final long serialVersionUID = 1L;

    private RealEnds {
      requireNonNull(store, "store is null");
      requireNonNull(bootstrap, "bootstrap is null");
    }

    @Override
    public HistoryWriter openStore() {
      return HistoryStores.writer(store);
    }

    @Override
    public Outlet openKafka() {
      return KafkaEnds.outlet(bootstrap);
    }
  }

  /** Into anything. */
  HistorySink(SortedSet<String> features, Ends ends) {
    super(
        HistorySinkWriter.AS_IT_IS,
        RECORDS_A_REQUEST,
        REQUESTS_AT_ONCE,
        RECORDS_BUFFERED,
        BYTES_A_REQUEST,
        MILLIS_BUFFERED,
        BYTES_A_RECORD);
    this.features = requireNonNull(features, "features is null");
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
    return new HistorySinkWriter(context, limits(), kept, new Rows(features), ends);
  }

  private AsyncSinkWriterConfiguration limits() {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(getMaxBatchSize())
        .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
        .setMaxInFlightRequests(getMaxInFlightRequests())
        .setMaxBufferedRequests(getMaxBufferedRequests())
        .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
        .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
        .build();
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<RawRecord>> getWriterStateSerializer() {
    return new BufferedRecords();
  }
}
