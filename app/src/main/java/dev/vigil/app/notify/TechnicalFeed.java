package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.GroupingChannel;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel is told of Vigil itself: that something is wrong, and that it no longer is. It
 * isn't told of its own trouble, nor of its own letters: refused, that would be one more. It isn't
 * told that something is over of which it never heard. A recorded world's reach only channels
 * marked for replays. Not thread-safe.
 */
final class TechnicalFeed {
  private static final Logger LOG = LoggerFactory.getLogger(TechnicalFeed.class);

  /** What is wrong before what is over, and as it came. */
  private static final Comparator<TechnicalAlert> MOST_URGENT_FIRST =
      Comparator.comparing(TechnicalFeed::urgency).reversed().thenComparingLong(TechnicalAlert::at);

  private final Channel channel;
  private final Deliveries memory;
  private final Insistence insistence;
  private final Origin world;
  private final Map<String, TechnicalAlert> held = new TreeMap<>();

  /** Keys of what was tried in vain, by when it was last: the later, the higher. */
  private final Map<String, Long> tried = new HashMap<>();

  private long tries;

  /**
   * Of a channel.
   *
   * @param world {@link Origin#REAL}, or {@link Origin#REPLAY} of a recorded world
   */
  TechnicalFeed(Channel channel, Deliveries memory, Insistence insistence, Origin world) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.insistence = requireNonNull(insistence, "insistence is null");
    this.world = requireNonNull(world, "world is null");
  }

  /** The topic is about to be read from its beginning, perhaps once more. */
  void beginReading() {
    held.clear();
    tried.clear();
  }

  /** Takes the next record; of each condition the latest counts. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      TechnicalAlert alert = Json.decode(record.value(), TechnicalAlert.class);
      held.put(alert.key(), alert);
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is no technical alert", record.topic(), record.offset());
    }
  }

  /**
   * Tells what is held and needs not wait. To be called when all that was in the topic at the start
   * has been taken, and from then on.
   *
   * @param isOvertaken whether something else goes first; asked before a further try, more may be
   *     taken meanwhile
   */
  void pass(long now, BooleanSupplier isOvertaken) {
    List<TechnicalAlert> due =
        held.values().stream()
            .filter(alert -> !channel.defers(alert, now) || !isNews(alert))
            .sorted(Comparator.comparing(this::turn).thenComparing(MOST_URGENT_FIRST))
            .toList();
    for (TechnicalAlert alert : due) {
      held.remove(alert.key(), alert);
      tried.remove(alert.key());
      if (!isNews(alert)) {
        insistence.forget(name(alert));
      } else if (!insistence.deliver(message(alert), () -> letsGoFirst(alert, isOvertaken))) {
        held.putIfAbsent(alert.key(), alert);
        tried.put(alert.key(), ++tries);
        return;
      }
    }
  }

  /** What is stuck comes last, and takes turns: by urgency alone one would have them all. */
  private long turn(TechnicalAlert alert) {
    return isStuck(alert) ? tried.getOrDefault(alert.key(), 0L) : 0;
  }

  /** What has been tried in vain for long lets all others have their turn. */
  private boolean letsGoFirst(TechnicalAlert alert, BooleanSupplier isOvertaken) {
    return isOvertaken.getAsBoolean() || isStuck(alert);
  }

  private boolean isStuck(TechnicalAlert alert) {
    return insistence.isLong(name(alert));
  }

  private static String name(TechnicalAlert alert) {
    return "technical/" + alert.key();
  }

  private Insistence.Message message(TechnicalAlert alert) {
    return new Insistence.Message(
        name(alert), () -> deliver(alert), last -> memory.done(channel.name(), alert, last));
  }

  private static int urgency(TechnicalAlert alert) {
    return alert.isRaised() ? 1 + alert.priority().compareTo(Priority.LOW) : 0;
  }

  private boolean isNews(TechnicalAlert alert) {
    int told = memory.toldOf(channel.name(), alert.key());
    return alert.sequence() > told
        && (alert.isRaised() || told > 0)
        && !isOwn(alert.subject())
        && (world == Origin.REAL || channel.origins().contains(world));
  }

  private boolean isOwn(String subject) {
    return subject.equals(ChannelSubjects.of(channel.name()))
        || subject.equals(ChannelSubjects.ofLetters(channel.name()));
  }

  private Optional<Delivery> deliver(TechnicalAlert alert) {
    Delivery delivery;
    try {
      delivery =
          channel instanceof GroupingChannel people
              ? people.deliver(alert, world, memory.owed(channel.name()))
              : channel.deliver(alert, world);
    } catch (RuntimeException e) { // a defect: no reason to leave later ones untold
      delivery = Delivery.threw(e);
    }
    if (Thread.currentThread().isInterrupted()) {
      return Optional.empty(); // we are being stopped: the next start tells again
    }
    if (delivery.isFinal()) {
      memory.done(channel.name(), alert, delivery);
    }
    return Optional.of(delivery);
  }
}
