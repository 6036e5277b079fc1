package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.GroupingChannel;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A channel with a log before it, a memory beside it, and a receiver with moods behind it. */
abstract class FedChannel {
  @TempDir Path folder;
  final Receiver receiver = new Receiver();
  final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  final List<Duration> rests = new ArrayList<>();
  int restsUntilTheEnd = Integer.MAX_VALUE;
  long now = 1_000;
  boolean diskIsFull;
  Deliveries memory;

  @BeforeEach
  void open() {
    memory = new Deliveries(folder, () -> now, this::append);
  }

  /** To a disk that may be full. */
  private OutputStream append(Path file) throws IOException {
    return new FileOutputStream(file.toFile(), true) {
      @Override
      public void write(byte[] bytes) throws IOException {
        if (diskIsFull) {
          super.write(bytes, 0, bytes.length / 2);
          throw new IOException("No space left on device");
        }
        super.write(bytes);
      }
    };
  }

  @AfterEach
  void close() throws IOException {
    memory.close();
  }

  static void take(ChannelFeed feed, ConsumerRecord<byte[], byte[]> record) {
    feed.take(record);
    tellAll(feed);
  }

  static void pass(ChannelFeed feed, long now) {
    feed.pass(now);
    tellAll(feed);
  }

  static void tellAll(ChannelFeed feed) {
    while (feed.hasWaiting()) {
      feed.tellNext(() -> false);
    }
  }

  /** Gives it so many turns, in each of which something else may go first. */
  static void takeTurns(ChannelFeed feed, int turns) {
    for (int turn = 0; turn < turns && feed.hasWaiting(); turn++) {
      feed.tellNext(() -> true);
    }
  }

  /** Reads all that is in the log, as at a start. */
  ChannelFeed started() {
    Insistence insistence =
        new Insistence(
            receiver.name(),
            memory,
            duration -> {
              rests.add(duration);
              return rests.size() < restsUntilTheEnd;
            });
    ChannelFeed feed = new ChannelFeed(receiver, memory, insistence);
    feed.beginReading();
    List.copyOf(log).forEach(feed::take);
    feed.caughtUp();
    tellAll(feed);
    return feed;
  }

  void reopen() throws IOException {
    memory.close();
    open();
    rests.clear();
    restsUntilTheEnd = Integer.MAX_VALUE;
  }

  ConsumerRecord<byte[], byte[]> append(String patient, String alert, int sequence, State state) {
    return append(Transitions.of(patient, alert, sequence, state));
  }

  ConsumerRecord<byte[], byte[]> append(Origin origin, String alert, int sequence, State state) {
    return append(Transitions.of(origin, "of-" + alert, alert, sequence, state));
  }

  ConsumerRecord<byte[], byte[]> append(
      String patient, String alert, Priority priority, long decided) {
    return append(Transitions.of(patient, alert, 1, State.ACTIVE, priority, decided));
  }

  private ConsumerRecord<byte[], byte[]> append(AlertTransition transition) {
    ConsumerRecord<byte[], byte[]> record = record(log.size(), Json.encode(transition));
    log.add(record);
    return record;
  }

  ConsumerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> of) {
    ConsumerRecord<byte[], byte[]> copy = record(log.size(), of.value());
    copy.headers().remove(OutputNumber.HEADER);
    of.headers().forEach(copy.headers()::add);
    return copy;
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("vigil.alerts", 0, offset, null, value);
    record.headers().add(OutputNumber.HEADER, (offset + ":100:0").getBytes(UTF_8));
    return record;
  }

  static final class Receiver implements GroupingChannel {
    Duration grouping = Duration.ZERO;
    final List<String> told = new CopyOnWriteArrayList<>();
    int awayFor;
    int awayAfter = Integer.MAX_VALUE;
    String refused = "";

    /** What it can't be told while it stands here, though it takes other messages. */
    String poison = "";

    /** Another of these. */
    String alsoPoison = "";

    Set<Origin> origins = Set.of(Origin.REAL);

    /** Whose mailbox is full. */
    final Set<String> full = new ConcurrentSkipListSet<>();

    /** What single readers' mailboxes take later, though they take other messages. */
    String postponed = "";

    /** Whose mailbox is there no more. */
    String gone = "";

    /** What was tried with single readers, in vain or not. */
    final List<String> tries = new ArrayList<>();

    @Override
    public String name() {
      return "webhook";
    }

    @Override
    public Set<Origin> origins() {
      return origins;
    }

    @Override
    public Duration grouping() {
      return grouping;
    }

    @Override
    public Delivery deliver(TechnicalAlert alert, Origin world, Set<String> owed) {
      throw new AssertionError("a feed tells of patients");
    }

    @Override
    public Delivery deliverTo(String reader, TechnicalAlert alert, Origin world) {
      throw new AssertionError("a feed tells of patients");
    }

    @Override
    public Delivery deliver(List<AlertTransition> together, Set<String> owed) {
      String key = key(together);
      if (key.equals(refused)) {
        return new Delivery(Outcome.REFUSED, 1, "refused");
      }
      if (key.equals(poison) || key.equals(alsoPoison)) {
        return new Delivery(Outcome.UNDELIVERED, 1, "stumbles");
      }
      if (awayFor > 0 || told.size() >= awayAfter) {
        awayFor--;
        return new Delivery(Outcome.UNDELIVERED, 1, "away");
      }
      told.add(key);
      if (full.isEmpty() && owed.isEmpty()) {
        return new Delivery(Outcome.DELIVERED, 1, "told");
      }
      Set<String> without = new TreeSet<>(owed);
      without.addAll(full);
      return new Delivery(Outcome.DELIVERED, 1, "told-some", without);
    }

    @Override
    public Delivery deliverTo(String reader, List<AlertTransition> together) {
      tries.add(reader + " " + key(together));
      if (full.contains(reader) || key(together).equals(postponed)) {
        return new Delivery(Outcome.POSTPONED, 1, "full", Set.of(reader));
      }
      if (reader.equals(gone) || key(together).equals(refused)) {
        return new Delivery(Outcome.REFUSED, 1, "gone");
      }
      told.add(reader + " " + key(together));
      return new Delivery(Outcome.DELIVERED, 1, "told");
    }

    private static String key(List<AlertTransition> together) {
      return together.stream()
          .map(each -> each.alert() + "/" + each.sequence())
          .collect(Collectors.joining("+"));
    }
  }
}
