package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.NotifierMemory;
import dev.vigil.alerting.channels.Numbered;
import dev.vigil.app.notify.DeliveryEntry.Began;
import dev.vigil.app.notify.DeliveryEntry.Done;
import dev.vigil.app.notify.DeliveryEntry.DoneTechnical;
import dev.vigil.app.notify.DeliveryEntry.Failing;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.app.notify.DeliveryEntry.Redriven;
import dev.vigil.app.notify.DeliveryEntry.Result;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the channels must not forget: where each began, how far it has come with each patient, its
 * trouble, its latest results, and what was refused. Number and delivery are one line of a journal,
 * so neither is there without the other; a start keeps only what still says something. Thread-safe.
 */
final class Deliveries implements NotifierMemory, AutoCloseable {
  private static final String FILE = "deliveries.jsonl";

  private final LongSupplier now;
  private final DeliveryBook book = new DeliveryBook();
  private final Journal journal;

  /**
   * Of a data folder.
   *
   * @param now the world's clock, whole seconds since the epoch
   */
  Deliveries(Path folder, LongSupplier now) {
    this.now = requireNonNull(now, "now is null");
    Path file = requireNonNull(folder, "folder is null").resolve(FILE);
    Journal.read(file).forEach(line -> parse(line).ifPresent(book::learn));
    journal = Journal.rewrite(file, book.entries().stream().map(Deliveries::line).toList());
  }

  /** Empty for a line that a kill cut off: what it said is told again. */
  private static Optional<DeliveryEntry> parse(String line) {
    try {
      return Optional.ofNullable(Json.mapper().readValue(line, DeliveryEntry.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String line(DeliveryEntry entry) {
    return new String(Json.encode(entry), StandardCharsets.UTF_8);
  }

  /** Whether the channel was ever there before. */
  synchronized boolean hasBegun(String channel) {
    return book.hasBegun(channel);
  }

  /** The channel begins here; it is told what comes from these offsets on. */
  synchronized void begin(String channel, Map<Integer, Long> offsets) {
    keep(new Began(channel, offsets));
  }

  /** The offset of a partition before which all was past when the channel began. */
  synchronized long beginning(String channel, int partition) {
    return book.beginning(channel, partition);
  }

  @Override
  public synchronized @Nullable OutputNumber last(String channel, String patient) {
    Done last = book.last(channel, patient);
    return last == null ? null : last.number();
  }

  /** The last of them first: its number says that all are done, if a kill cuts off the others. */
  @Override
  public synchronized void done(String channel, List<Numbered> together, Delivery delivery) {
    boolean delivered = delivery.outcome() == Delivery.Outcome.DELIVERED;
    for (int i = together.size() - 1; i >= 0; i--) {
      AlertTransition transition = together.get(i).transition();
      Done done =
          new Done(
              channel,
              transition.patient(),
              together.get(i).number(),
              transition.alert(),
              transition.sequence(),
              delivered,
              delivery.attempts(),
              delivery.detail(),
              now.getAsLong());
      if (!delivered) {
        refused(
            new Letter(
                channel,
                done.key(),
                transition,
                null,
                delivery.attempts(),
                delivery.detail(),
                now.getAsLong()));
      }
      keep(done);
    }
  }

  /** The channel is done with a technical alert. */
  synchronized void done(String channel, TechnicalAlert alert, Delivery delivery) {
    boolean delivered = delivery.outcome() == Delivery.Outcome.DELIVERED;
    String told = "technical/" + alert.key() + "/" + alert.sequence();
    if (!delivered) {
      refused(
          new Letter(
              channel, told, null, alert, delivery.attempts(), delivery.detail(), now.getAsLong()));
    }
    keep(
        new DoneTechnical(
            channel,
            alert.key(),
            alert.sequence(),
            told,
            delivered,
            delivery.attempts(),
            delivery.detail(),
            now.getAsLong()));
  }

  /** Before the number: a kill in between tells it once more, and loses nothing. */
  private void refused(Letter letter) {
    var unused = failed(letter.channel(), letter.detail());
    keep(letter);
  }

  /** A letter was told once more. */
  synchronized void redriven(Letter letter, Delivery delivery) {
    keep(
        new Redriven(
            letter.channel(),
            letter.letter(),
            delivery.outcome() == Delivery.Outcome.DELIVERED,
            delivery.attempts(),
            delivery.detail(),
            now.getAsLong()));
  }

  /** Sequence of the last technical alert of a key that a channel is done with; 0 if none. */
  synchronized int toldOf(String channel, String subject) {
    return book.toldOf(channel, subject);
  }

  /**
   * The channel could not deliver.
   *
   * @return whether it could until now
   */
  synchronized boolean failed(String channel, String detail) {
    Trouble before = book.trouble(channel);
    Trouble trouble = new Trouble(before == null ? now.getAsLong() : before.since(), detail);
    if (!trouble.equals(before)) {
      keep(new Failing(channel, trouble));
    }
    return before == null;
  }

  /** Why the channel has not delivered what it was last given; empty if it has. */
  synchronized Optional<Trouble> trouble(String channel) {
    return Optional.ofNullable(book.trouble(channel));
  }

  /** What was refused and not told since, the oldest first. */
  synchronized List<Letter> letters() {
    return book.letters();
  }

  /** The latest results, the oldest first. */
  synchronized List<Result> recent() {
    return book.recent();
  }

  private void keep(DeliveryEntry entry) {
    journal.append(line(entry));
    book.learn(entry);
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }
}
