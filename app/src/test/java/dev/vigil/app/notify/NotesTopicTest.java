package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.DeliveryNote.Kind;
import dev.vigil.schemas.NotifierState;
import dev.vigil.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What a notifier writes of itself: what has changed, and that it lives. */
class NotesTopicTest {
  private static final NotifierState ALIVE = new NotifierState(1_000, null, List.of(), List.of());

  private final Map<String, DeliveryNote> there = new HashMap<>();
  private int reads;
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final NotesTopic topic = new NotesTopic(producer, this::read);

  @Test
  void notesOfBefore_areRemoved_andOnlyWhatChangesIsWritten() throws Exception {
    there.put("result/old", note("old/1"));
    there.put("result/1", note("a/1"));

    assertThat(published(Map.of("result/1", note("a/1"), "result/2", note("b/1"))))
        .containsExactly("result/old gone", "result/2", "notifier", "notifier/0");
    assertThat(published(Map.of("result/1", note("a/1"), "result/2", note("b/1"))))
        .containsExactly("notifier", "notifier/0");
    assertThat(published(Map.of("result/1", note("a/2"))))
        .containsExactly("result/2 gone", "result/1", "notifier", "notifier/0");
    assertThat(reads).as("known from then on").isEqualTo(1);
  }

  @Test
  void whatFailed_isReadBeforeTheNextIsWritten() throws Exception {
    assertThat(published(Map.of("result/1", note("a/1")))).hasSize(3);
    producer.sendException = new TimeoutException("away");
    assertThatThrownBy(() -> topic.publish(ALIVE, Map.of())).isInstanceOf(TimeoutException.class);
    producer.sendException = null;
    there.put("result/1", note("a/1"));

    assertThat(published(Map.of())).containsExactly("result/1 gone", "notifier", "notifier/0");
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void sign_isAHeartbeatToo() throws Exception {
    topic.publish(ALIVE, Map.of());

    ProducerRecord<byte[], byte[]> last = producer.history().get(producer.history().size() - 1);
    assertThat(last.topic()).isEqualTo(Topics.HEARTBEATS);
    assertThat(new String(last.value(), UTF_8))
        .contains("\"component\":\"notifier\"", "\"tick\":1000");
  }

  private List<String> published(Map<String, DeliveryNote> notes) throws Exception {
    producer.clear();
    topic.publish(ALIVE, new TreeMap<>(notes));
    List<String> keys = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> sent : producer.history()) {
      keys.add(new String(sent.key(), UTF_8) + (sent.value() == null ? " gone" : ""));
    }
    return keys;
  }

  private Map<String, DeliveryNote> read() {
    reads++;
    return Map.copyOf(there);
  }

  private static DeliveryNote note(String message) {
    return new DeliveryNote(Kind.RESULT, "email", message, 5L, true, 1, "smtp-250", null);
  }
}
