package dev.vigil.jobs.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.HistoryRow;
import dev.vigil.history.HistoryWriter;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.history.UnstorableRowException;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records into rows and writes them, one request at a time, in a thread of its own. Each
 * request ends in one of three ways, whatever happens: stored, to be tried again (the store is
 * away), or failed, and the job with it.
 */
final class HistorySinkWriter extends AsyncSinkWriter<RawRecord, RawRecord> {
  static final ElementConverter<RawRecord, RawRecord> AS_IT_IS = (record, context) -> record;

  /** Before more than this has been taken on since all was written, all is written. */
  static final long BYTES_HELD = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(HistorySinkWriter.class);
  private static final long SHORTEST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;
  private static final long CLOSE_MILLIS = 2_000;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread writer = new Thread(task, "history-writer");
            writer.setDaemon(true);
            return writer;
          });
  private final HistoryWriter store;
  private final Rows rows;
  private final Counter poison;
  private final Counter unstorable;
  private long bytesTaken;
  private long pauseMillis;
  private volatile boolean closed;

  HistorySinkWriter(
      WriterInitContext context,
      AsyncSinkWriterConfiguration limits,
      Collection<BufferedRequestState<RawRecord>> kept,
      Rows rows,
      HistoryWriter store) {
    super(
        AS_IT_IS,
        context,
        limits,
        kept,
        new SimpleBatchCreator<>(limits.getMaxBatchSizeInBytes()),
        new DequeRequestBuffer<>());
    this.rows = requireNonNull(rows, "rows is null");
    this.store = requireNonNull(store, "store is null");
    poison = context.metricGroup().counter("records_not_readable");
    unstorable = context.metricGroup().counter("rows_not_storable");
  }

  /** Flink bounds the buffer by its number of records; memory is a matter of bytes. */
  @Override
  public void write(RawRecord record, Context context) throws IOException, InterruptedException {
    bytesTaken += getSizeInBytes(record);
    if (bytesTaken > BYTES_HELD) {
      flush(true);
      bytesTaken = getSizeInBytes(record);
    }
    super.write(record, context);
  }

  @Override
  protected long getSizeInBytes(RawRecord record) {
    return record.value().length;
  }

  @Override
  protected void submitRequestEntries(List<RawRecord> records, ResultHandler<RawRecord> result) {
    List<RawRecord> request = List.copyOf(records);
    thread.execute(() -> run(request, result));
  }

  /** Nothing may escape: a request without an end would hang the job. */
  private void run(List<RawRecord> records, ResultHandler<RawRecord> result) {
    try {
      if (isStored(records)) {
        result.complete();
      } else if (!closed) {
        result.retryForEntries(records);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("the task has ended before a request did", e);
    } catch (Throwable e) {
      fail(e, result);
    }
  }

  private void fail(Throwable why, ResultHandler<RawRecord> result) {
    if (closed) {
      LOG.debug("a request failed after the end", why);
      return;
    }
    try {
      result.completeExceptionally(new IOException("history can't be written", why));
    } catch (RejectedExecutionException e) {
      LOG.debug("the task has ended before a request failed", e);
    }
  }

  /** Whether the store has the records now; if it is away, returns after a pause. */
  private boolean isStored(List<RawRecord> records) {
    try {
      store.write(rowsOf(records));
    } catch (UnstorableRowException e) {
      // All the others are written; the features job has what can be dead-lettered.
      unstorable.inc(e.refusals().size());
      LOG.warn("{}", e.getMessage());
    } catch (StoreUnavailableException e) {
      pause(e);
      return false;
    }
    if (pauseMillis > 0) {
      LOG.info("the store is back, history goes on");
      pauseMillis = 0;
    }
    return true;
  }

  private List<HistoryRow> rowsOf(List<RawRecord> records) {
    List<HistoryRow> all = new ArrayList<>(records.size());
    for (RawRecord record : records) {
      try {
        all.addAll(rows.of(record));
      } catch (MalformedRecordException e) {
        poison.inc();
        LOG.debug("{} has no rows: {}", record.position(), e.reason());
      }
    }
    return all;
  }

  /** Waits ever longer while the store is away; in the writer's own thread, so nobody else does. */
  private void pause(StoreUnavailableException why) {
    if (closed) {
      return;
    }
    if (pauseMillis == 0) {
      LOG.warn("the store is away, history waits: {}", why.getMessage());
    }
    pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(SHORTEST_PAUSE_MILLIS, pauseMillis * 2));
    try {
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closing: nothing is tried again
    }
  }

  /** A request on its way is cut off; the checkpoint doesn't count it as written. */
  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
    store.close();
    try {
      // Flink closes the class loader next, and the thread may not outlive it.
      if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("a request to the store is still on its way; it ends within its time limit");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    super.close();
  }
}
