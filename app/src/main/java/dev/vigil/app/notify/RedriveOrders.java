package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.technical.DeliveryDesk;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.RedriveRequest;
import dev.vigil.schemas.Topics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server elsewhere asks a notifier to tell once more or to close, from the notifier's start
 * on: what was asked before is asked again by whoever still wants it. Not thread-safe.
 */
final class RedriveOrders {
  private static final Logger LOG = LoggerFactory.getLogger(RedriveOrders.class);

  /** Known by name, so that a request that is read twice counts once. */
  private static final int MOST_KNOWN = 1_000;

  /** Whether the asker may was seen to by the server. */
  private static final Caller SERVER = Caller.ofAll("vigil");

  private final DeliveryDesk notifier;
  private final Set<String> known = new LinkedHashSet<>();
  private long lastMillis;

  RedriveOrders(DeliveryDesk notifier) {
    this.notifier = requireNonNull(notifier, "notifier is null");
  }

  /** Opens the topic, the first time at its end. */
  TopicTail open(String bootstrap) {
    List<String> topic = List.of(Topics.REDRIVES);
    return lastMillis == 0
        ? TopicTail.fromEnd(bootstrap, topic)
        : TopicTail.since(bootstrap, topic, lastMillis);
  }

  /** Takes the next record. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    lastMillis = Math.max(lastMillis, record.timestamp());
    try {
      RedriveRequest request = Json.decode(record.value(), RedriveRequest.class);
      if (known.add(request.id())) {
        forgetTheOldest();
        request.messages().forEach(message -> follow(request, message));
      }
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is void: {}", record.topic(), record.offset(), e.getMessage());
    }
  }

  private void follow(RedriveRequest request, String message) {
    RedriveRequest.Closing closing = request.closing();
    if (closing == null) {
      notifier.redrive(request.channel(), message, SERVER);
    } else {
      notifier.close(request.channel(), message, closing.because(), Caller.ofAll(closing.by()));
    }
  }

  private void forgetTheOldest() {
    if (known.size() > MOST_KNOWN) {
      known.remove(known.iterator().next());
    }
  }
}
