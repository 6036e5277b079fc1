package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.SignsOfLife;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.NotifierState;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The topic of deliveries, for the notifier that writes it: only what has changed since, so that it
 * costs what is told and not what is kept. Not thread-safe.
 */
final class NotesTopic implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final Supplier<Map<String, DeliveryNote>> reader;
  private @Nullable Map<String, DeliveryNote> there;

  /**
   * Over a producer.
   *
   * @param reader reads what notes the topic has
   */
  NotesTopic(Producer<byte[], byte[]> producer, Supplier<Map<String, DeliveryNote>> reader) {
    this.producer = requireNonNull(producer, "producer is null");
    this.reader = requireNonNull(reader, "reader is null");
  }

  static NotesTopic open(String bootstrap) {
    return new NotesTopic(SignsOfLife.producer(bootstrap), () -> read(bootstrap));
  }

  private static Map<String, DeliveryNote> read(String bootstrap) {
    NotesBook book = new NotesBook();
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.DELIVERIES))) {
      tail.readToEnd(book::take);
    }
    return book.notes();
  }

  /**
   * Says how the notifier does, and what has changed of its notes. When it fails, some of that may
   * be there: the next call reads what is.
   */
  void publish(NotifierState state, Map<String, DeliveryNote> notes)
      throws InterruptedException, ExecutionException {
    Map<String, DeliveryNote> before = there == null ? reader.get() : there;
    there = null;
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    before.keySet().stream()
        .filter(key -> !notes.containsKey(key))
        .forEach(key -> sent.add(send(Topics.DELIVERIES, key, null)));
    notes.forEach(
        (key, note) -> {
          if (!note.equals(before.get(key))) {
            sent.add(send(Topics.DELIVERIES, key, Json.encode(note)));
          }
        });
    // Last: whoever sees this sign sees what was so by then.
    sent.add(send(Topics.DELIVERIES, NotifierState.KEY, Json.encode(state)));
    Heartbeat beat = new Heartbeat(Heartbeat.NOTIFIER, 0, 1, state.at(), new TreeMap<>());
    sent.add(send(Topics.HEARTBEATS, Heartbeat.NOTIFIER + "/0", Json.encode(beat)));
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
    there = Map.copyOf(notes);
  }

  private Future<RecordMetadata> send(String topic, String key, byte @Nullable [] value) {
    return producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
