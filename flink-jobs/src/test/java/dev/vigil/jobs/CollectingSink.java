package dev.vigil.jobs;

import dev.vigil.jobs.log.OutgoingRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what a job in this JVM sends. */
final class CollectingSink implements Sink<OutgoingRecord> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<OutgoingRecord>> SENT = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();

  List<OutgoingRecord> sent() {
    return SENT.computeIfAbsent(name, unknown -> new CopyOnWriteArrayList<>());
  }

  @Override
  public SinkWriter<OutgoingRecord> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(OutgoingRecord record, Context at) {
        sent().add(record);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
