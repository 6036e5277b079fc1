package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.GroupingChannel;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** All that goes over one channel, in one thread: patients, Vigil itself, and refused letters. */
final class ChannelLine {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration FORGETS_EVERY = Duration.ofHours(1);

  private final Channel channel;
  private final Deliveries memory;
  private final Origin world;
  private final LongSupplier now;
  private final Insistence insistence;
  private final ChannelFeed feed;
  private final TechnicalFeed technical;
  private final @Nullable Debts debts;
  private final Queue<Letter> again = new ConcurrentLinkedQueue<>();
  private volatile long turned = System.nanoTime();

  /** Of what runs now: what has ended it once ends it for good. */
  private volatile BooleanSupplier ending = () -> false;

  ChannelLine(
      Channel channel, Deliveries memory, Origin world, LongSupplier now, Insistence.Rest rest) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.world = requireNonNull(world, "world is null");
    this.now = requireNonNull(now, "now is null");
    insistence = new Insistence(channel.name(), memory, new Turns(rest));
    feed = new ChannelFeed(channel, memory, insistence);
    technical = new TechnicalFeed(channel, memory, insistence, world);
    debts =
        channel instanceof GroupingChannel people
            ? new Debts(people, memory, world, now, System::nanoTime)
            : null;
  }

  /** Ends what is tried as soon as the line is to end. */
  private final class Turns implements Insistence.Rest {
    private final Insistence.Rest rest;

    Turns(Insistence.Rest rest) {
      this.rest = rest;
    }

    @Override
    public boolean take(Duration duration) {
      turned = System.nanoTime();
      return rest.take(duration) && !isOver();
    }

    @Override
    public boolean isOver() {
      return ending.getAsBoolean();
    }
  }

  Channel channel() {
    return channel;
  }

  /**
   * Reads and tells until it is to end, or Kafka fails.
   *
   * @param isClosing whether it is to end; once it says so, it does until the next run
   */
  void run(String bootstrap, BooleanSupplier isClosing) {
    ending = isClosing;
    try (TopicTail tail =
        TopicTail.fromBeginning(bootstrap, List.of(Topics.ALERTS, Topics.TECHNICAL))) {
      begin(tail);
      boolean paid = false;
      long forgot = System.nanoTime() - FORGETS_EVERY.toNanos();
      while (!isClosing.getAsBoolean()) {
        paid = turn(tail, paid, isClosing);
        if (System.nanoTime() - forgot >= FORGETS_EVERY.toNanos()) {
          forgot = System.nanoTime();
          feed.forget(
              tail.beginnings(Topics.ALERTS), tail.beginnings(Topics.PATIENTS), now.getAsLong());
        }
      }
    }
  }

  private void begin(TopicTail tail) {
    insistence.beginAnew();
    feed.beginReading();
    technical.beginReading();
    tail.readToEnd(this::take);
    feed.caughtUp();
    technical.pass(now.getAsLong(), () -> look(tail) && feed.hasHigh());
  }

  /**
   * One round of all that waits.
   *
   * @param paid whether a reader was paid in the last one: more may be owed
   * @return the same of this one
   */
  private boolean turn(TopicTail tail, boolean paid, BooleanSupplier isClosing) {
    turned = System.nanoTime();
    // Looks for more between two messages: it may be more urgent than what waits.
    boolean busy = paid || feed.hasWaiting() || !again.isEmpty();
    tail.poll(busy ? Duration.ZERO : POLL, this::take);
    feed.pass(now.getAsLong());
    technical.pass(now.getAsLong(), () -> look(tail) && feed.hasHigh());
    do {
      feed.tellNext(() -> look(tail));
      // Else what is stuck goes between; unless it is this that is stuck.
    } while (feed.hasHigh() && !feed.isOthersTurn() && !isClosing.getAsBoolean());
    turned = System.nanoTime();
    return !isClosing.getAsBoolean() && goesOn();
  }

  /** What was refused, and what readers are owed. */
  private boolean goesOn() {
    redriveNext(false);
    turned = System.nanoTime();
    return debts != null && debts.payNext();
  }

  /**
   * Looks for more while something is tried in vain: what is in the log may be more urgent, and who
   * is owed something, or has set right what refused a letter, doesn't wait for it.
   */
  private boolean look(TopicTail tail) {
    turned = System.nanoTime();
    if (debts != null) {
      debts.payNext();
    }
    redriveNext(true);
    turned = System.nanoTime();
    if (feed.hasRoom()) {
      tail.poll(POLL, this::take);
    }
    return true;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    turned = System.nanoTime();
    if (record.topic().equals(Topics.TECHNICAL)) {
      technical.take(record);
    } else {
      feed.take(record);
    }
  }

  /** How long ago it last read, or tried to deliver. */
  Duration stoodStill() {
    return Duration.ofNanos(System.nanoTime() - turned);
  }

  /** Tells a letter once more, when this channel's turn comes. */
  void redriveSoon(Letter letter) {
    if (!again.contains(letter)) {
      again.add(letter);
    }
  }

  /**
   * One at a turn: what is old and was refused holds up nobody who is in danger. What was told or
   * closed meanwhile isn't told again.
   *
   * @param waits whether one that doesn't get through now is tried again: perhaps nothing does
   */
  private void redriveNext(boolean waits) {
    Letter letter = again.poll();
    if (letter == null || !memory.has(letter)) {
      return;
    }
    Delivery delivery = tell(letter);
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    if (waits && !delivery.isFinal()) {
      again.add(letter);
    } else {
      memory.redriven(letter, delivery);
    }
  }

  private Delivery tell(Letter letter) {
    try {
      String reader = letter.to();
      if (reader != null && channel instanceof GroupingChannel people) {
        return Debts.tell(people, reader, letter, world);
      }
      var alert = letter.alert();
      var ofVigil = letter.technical();
      return alert != null
          ? channel.redeliver(alert)
          : channel.deliver(requireNonNull(ofVigil, "an empty letter"), world);
    } catch (RuntimeException e) {
      return Delivery.threw(e);
    }
  }
}
