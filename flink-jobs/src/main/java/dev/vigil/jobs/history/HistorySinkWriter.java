package dev.vigil.jobs.history;

import dev.vigil.history.HistoryWriter;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.history.UnstorableRowException;
import dev.vigil.jobs.HistoryJob;
import dev.vigil.jobs.log.DaemonThreads;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.Outlet;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records into rows and writes them, one request at a time, in a thread of its own. Each
 * request ends in one of three ways, whatever happens: stored (and what no store can take is among
 * the dead letters, for which Kafka is waited for), to be tried again (the store is away), or
 * failed, and the job with it. When all that lies before a tick is stored, a heartbeat says so; its
 * counts are the store's affair.
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
      Executors.newSingleThreadExecutor(DaemonThreads.named("history-writer"));
  private final KeptFeatures features;
  private final HistoryWriter store;
  private final Outlet kafka;
  private final Rows rows;
  private final StoredTicks ticks;
  private final TaskInfo task;
  private final Counter poison;
  private final Counter unstorable;
  private long bytesTaken;
  private long pauseMillis;
  private volatile boolean closed;

  HistorySinkWriter(
      WriterInitContext context,
      AsyncSinkWriterConfiguration limits,
      Collection<BufferedRequestState<RawRecord>> kept,
      HistorySink.Ends ends) {
    super(
        AS_IT_IS,
        context,
        limits,
        kept,
        new SimpleBatchCreator<>(limits.getMaxBatchSizeInBytes()),
        new DequeRequestBuffer<>());
    ticks = new StoredTicks(kept.stream().mapToLong(HistorySinkWriter::records).sum());
    task = context.getTaskInfo();
    features = ends.openFeatures();
    rows = new Rows(features::at);
    store = ends.openStore();
    kafka = ends.openKafka();
    poison = context.metricGroup().counter("records_not_readable");
    unstorable = context.metricGroup().counter("rows_not_storable");
  }

  private static long records(BufferedRequestState<RawRecord> kept) {
    return kept.getBufferedRequestEntries().size();
  }

  /** Flink bounds the buffer by its number of records; memory is a matter of bytes. */
  @Override
  public void write(RawRecord record, Context context) throws IOException, InterruptedException {
    bytesTaken += getSizeInBytes(record);
    if (bytesTaken > BYTES_HELD) {
      flush(true);
      bytesTaken = getSizeInBytes(record);
    }
    ticks.taken();
    super.write(record, context);
  }

  @Override
  public void writeWatermark(Watermark watermark) {
    if (watermark.getTimestamp() != Long.MAX_VALUE) { // which ends a stream and is no tick
      ticks.tick(Math.floorDiv(watermark.getTimestamp(), 1000L));
      thread.execute(this::report);
    }
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
        ticks.stored(records.size());
        report();
        result.complete();
      } else if (!closed) {
        result.retryForEntries(records);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("the task has ended before a request did", e);
    } catch (Throwable e) { // also an Error: Flink would wait for this request for ever
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

  /**
   * Whether the records have been dealt with now; if the store or the ledger is away, returns after
   * a pause.
   */
  private boolean isStored(List<RawRecord> records) {
    StoreRequest request;
    try {
      features.readAgain();
      request = new StoreRequest(records, rows);
      write(request);
    } catch (StoreUnavailableException e) {
      pause("the store is away", e);
      return false;
    } catch (KafkaException e) {
      pause("the ledger can't be read", e);
      return false;
    }
    poison.inc(request.unreadable());
    for (OutgoingRecord letter : request.deadLetters()) {
      deadLetter(letter); // in Kafka before the request is done: a kill loses none
    }
    if (pauseMillis > 0) {
      LOG.info("history goes on");
      pauseMillis = 0;
    }
    return true;
  }

  /** Returns when Kafka has the letter, however long it is away, or the task ends. */
  private void deadLetter(OutgoingRecord letter) {
    boolean sent = false;
    while (!sent) {
      try {
        kafka.send(letter).join();
        sent = true;
      } catch (CompletionException e) {
        if (closed || !(e.getCause() instanceof KafkaException away)) {
          throw e;
        }
        pause("Kafka takes no dead letter", away);
      }
    }
  }

  private void write(StoreRequest request) throws StoreUnavailableException {
    try {
      store.write(request.rows());
    } catch (UnstorableRowException e) { // all the others are written
      unstorable.inc(e.refusals().size());
      LOG.warn("{}", e.getMessage());
      request.refuse(e.refusals());
    }
  }

  /** Says what has been passed. One that is lost on its way is followed by another. */
  private void report() {
    long passed = ticks.passed();
    if (passed != Ticks.NONE && !closed) {
      int part = task.getIndexOfThisSubtask();
      int parts = task.getNumberOfParallelSubtasks();
      Heartbeat beat = new Heartbeat(HistoryJob.NAME, part, parts, passed, new TreeMap<>());
      var unused = kafka.send(OutgoingRecord.heartbeat(beat));
    }
  }

  /** Waits ever longer from try to try; in the writer's own thread, so nobody else does. */
  private void pause(String what, Exception why) {
    if (closed) {
      return;
    }
    if (pauseMillis == 0) {
      LOG.warn("{}, history waits: {}", what, why.getMessage());
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
    kafka.close();
    try {
      // Flink closes the class loader next, and the thread may not outlive it.
      if (thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        features.close(); // a consumer is for one thread at a time
      } else {
        LOG.warn("a request to the store is still on its way; it ends within its time limit");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    super.close();
  }
}
