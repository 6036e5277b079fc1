package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.NotifierState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the topic of deliveries says, of each key the latest. Not thread-safe. */
final class NotesBook {
  private static final Logger LOG = LoggerFactory.getLogger(NotesBook.class);

  private final Map<String, DeliveryNote> notes = new HashMap<>();
  private @Nullable NotifierState state;

  /** Takes the next record. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String key = new String(record.key(), UTF_8);
    try {
      if (record.value() == null) {
        notes.remove(key);
      } else if (key.equals(NotifierState.KEY)) {
        state = Json.decode(record.value(), NotifierState.class);
      } else {
        notes.put(key, Json.decode(record.value(), DeliveryNote.class));
      }
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is void: {}", record.topic(), record.offset(), e.getMessage());
    }
  }

  /** Empty before a notifier has said anything. */
  Optional<NotifierState> state() {
    return Optional.ofNullable(state);
  }

  /** By their keys. */
  Map<String, DeliveryNote> notes() {
    return Map.copyOf(notes);
  }
}
