package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.GroupingChannel;
import dev.vigil.alerting.channels.Notifier;
import dev.vigil.alerting.channels.Numbered;
import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel is told of patients: of each in the order of the log, and of what waits the most
 * urgent first. When it is there, or marked for a kind of patients, for the first time or again, it
 * is told of what is open of these then, and of the end of what it knows as open; not of a past
 * that others have dealt with. After that, of everything. What can't be delivered is tried again,
 * ever more rarely, until it can: nothing overtakes what is being tried but another patient's high
 * alert; only what has been tried for long lets others have their turn between its tries, and is
 * given up once these get through and it doesn't. Where the channel groups, what was decided of a
 * patient within so many seconds goes together, by the log's time alone; high priority goes at once
 * and takes along what waits. Not thread-safe.
 */
final class ChannelFeed {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelFeed.class);

  /** More than that don't wait in memory: the most urgent is told before another is taken. */
  static final int MOST_WAITING = 5_000;

  /** A job goes on from a checkpoint of some minutes ago. */
  private static final long OLDEST_SECONDS = TimeUnit.DAYS.toSeconds(7);

  private final Channel channel;
  private final Deliveries memory;
  private final Notifier notifier;
  private final Insistence insistence;
  private final long groupSeconds;
  private final Map<Part, OpenAlerts> past = new HashMap<>();
  private final Map<Integer, Long> read = new HashMap<>();
  private final Map<String, OutputNumber> taken = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, List<Numbered>> waiting = new LinkedHashMap<>();
  private final Outbox outbox = new Outbox();

  /** Tried in vain for so long that others have their turn; whom it was last, comes last. */
  private final Set<String> stuck = new LinkedHashSet<>();

  private boolean othersTurn;

  /** What begins and is past together. */
  private record Part(int partition, Origin origin) {}

  /** Where the last transition of a patient stands in the topic. */
  private record Place(int partition, long offset) {}

  ChannelFeed(Channel channel, Deliveries memory, Insistence insistence) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.insistence = requireNonNull(insistence, "insistence is null");
    this.notifier = new Notifier(List.of(channel), memory);
    this.groupSeconds =
        channel instanceof GroupingChannel grouping ? grouping.grouping().toSeconds() : 0;
  }

  /** The log of transitions is about to be read from its beginning, perhaps once more. */
  void beginReading() {
    past.clear();
    read.clear();
    taken.clear();
    places.clear();
    waiting.clear();
    outbox.clear();
    stuck.clear();
  }

  /** Takes the next record of its partition. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    read.put(record.partition(), record.offset() + 1);
    String number = PlainConsumer.header(record, OutputNumber.HEADER);
    if (number == null || record.value() == null) {
      return;
    }
    try {
      take(record, OutputNumber.parse(number), Json.decode(record.value(), AlertTransition.class));
    } catch (MalformedRecordException | IllegalArgumentException e) {
      LOG.warn("{}-{}@{} is no transition", record.topic(), record.partition(), record.offset());
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, OutputNumber number, AlertTransition transition) {
    places.put(transition.patient(), new Place(record.partition(), record.offset()));
    Origin origin = transition.origin();
    if (!channel.origins().contains(origin)) {
      return;
    }
    Part part = new Part(record.partition(), origin);
    boolean isPast =
        !memory.hasBegun(channel.name(), origin)
            || record.offset() < memory.beginning(channel.name(), origin, record.partition());
    if (isPast) {
      past.computeIfAbsent(part, of -> new OpenAlerts(memory.toldBefore(channel.name(), origin)))
          .take(number, transition);
    } else {
      tellPast(part);
      tell(number, transition);
    }
  }

  /** All that was in the log has been taken. */
  void caughtUp() {
    memory.marked(channel.name(), channel.origins());
    Set<Origin> fresh = new HashSet<>(channel.origins());
    fresh.removeIf(origin -> memory.hasBegun(channel.name(), origin));
    if (!fresh.isEmpty()) {
      memory.begin(channel.name(), fresh, read);
    }
    List.copyOf(past.keySet()).forEach(this::tellPast);
  }

  private void tellPast(Part part) {
    OpenAlerts open = past.remove(part);
    if (open != null) {
      open.forEach(this::tell);
    }
  }

  private void tell(OutputNumber number, AlertTransition transition) {
    Numbered next = new Numbered(number, transition);
    if (!notifier.isDue(channel, next) || !isNew(next)) {
      return;
    }
    if (groupSeconds == 0) {
      outbox.add(List.of(next));
    } else {
      group(next);
    }
    while (outbox.size() >= MOST_WAITING) {
      tellNext(() -> true);
    }
  }

  /** What comes again while it waits has not been told, and is there already. */
  private boolean isNew(Numbered next) {
    String patient = next.transition().patient();
    OutputNumber last = taken.get(patient);
    if (last != null && !next.number().isAfter(last)) {
      return false;
    }
    taken.put(patient, next.number());
    return true;
  }

  private void group(Numbered next) {
    String patient = next.transition().patient();
    List<Numbered> before = waiting.get(patient);
    if (before != null && next.transition().decided() > end(before)) {
      go(patient);
    }
    waiting.computeIfAbsent(patient, name -> new ArrayList<>()).add(next);
    if (next.transition().priority() == Priority.HIGH) {
      go(patient);
    }
  }

  private void go(String patient) {
    List<Numbered> together = waiting.remove(patient);
    if (together != null) {
      outbox.add(together);
    }
  }

  private long end(List<Numbered> together) {
    return together.get(0).transition().decided() + groupSeconds;
  }

  /** Time has passed: what has waited long enough goes. */
  void pass(long now) {
    for (String patient : List.copyOf(waiting.keySet())) {
      List<Numbered> together = waiting.get(patient);
      if (together != null && end(together) < now) {
        go(patient);
      }
    }
  }

  /**
   * Forgets patients of whom nothing that was told can come again: it stands in the topic no more,
   * the log has no record any more that it could be decided from again, and it is older than any
   * checkpoint that a job would go on from.
   *
   * @param transitions the first offsets of {@code vigil.alerts} that are there, by partition
   * @param log the same of the patient log
   */
  void forget(Map<Integer, Long> transitions, Map<Integer, Long> log, long now) {
    places
        .values()
        .removeIf(place -> place.offset() < transitions.getOrDefault(place.partition(), 0L));
    Set<String> over = new HashSet<>();
    memory
        .numbers(channel.name())
        .forEach(
            (patient, last) -> {
              long first = log.getOrDefault(partition(patient, log.size()), 0L);
              boolean isGone = last.offset() < first && last.instant() < now - OLDEST_SECONDS;
              if (isGone && !places.containsKey(patient)) {
                over.add(patient);
              }
            });
    memory.forget(channel.name(), over);
    taken.keySet().removeAll(over);
  }

  private static int partition(String patient, int partitions) {
    return BuiltInPartitioner.partitionForKey(patient.getBytes(UTF_8), partitions);
  }

  /** Whether something could be told now. */
  boolean hasWaiting() {
    return outbox.size() > 0;
  }

  /** Whether more can be read while something is tried. */
  boolean hasRoom() {
    return outbox.size() < MOST_WAITING / 2;
  }

  /** Whether a high alert waits that asks. */
  boolean hasHigh() {
    return outbox.hasHigh();
  }

  /** Whether what was tried last has been tried for so long that all others have their turn. */
  boolean isOthersTurn() {
    return othersTurn;
  }

  /**
   * Tells the most urgent of what waits, and returns when the channel is done with it, or something
   * else goes first.
   *
   * @param look looks for more, before each further try; false if nothing may go first
   */
  void tellNext(BooleanSupplier look) {
    List<Numbered> next = outbox.next(othersTurn ? stuck : Set.of());
    othersTurn = false;
    if (next == null) {
      return;
    }
    Insistence.Message message = message(next);
    String patient = Outbox.patient(next);
    boolean isDone =
        insistence.deliver(message, () -> look.getAsBoolean() && letsGoFirst(message, next));
    stuck.remove(patient);
    if (!isDone) {
      othersTurn = insistence.isLong(message.key());
      if (othersTurn) {
        stuck.add(patient);
      }
      outbox.putBack(next);
    }
  }

  private boolean letsGoFirst(Insistence.Message message, List<Numbered> next) {
    return outbox.overtakes(next) || insistence.isLong(message.key());
  }

  private Insistence.Message message(List<Numbered> together) {
    AlertTransition first = together.get(0).transition();
    return new Insistence.Message(
        first.alert() + "/" + first.sequence(),
        () -> Optional.ofNullable(notifier.tell(together).get(channel.name())),
        last ->
            memory.done(
                channel.name(),
                together.stream().filter(each -> notifier.isDue(channel, each)).toList(),
                last));
  }
}
