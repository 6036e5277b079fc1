package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.NotifierMemory;
import dev.vigil.alerting.channels.Numbered;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.notify.DeliveryEntry.Began;
import dev.vigil.app.notify.DeliveryEntry.Closed;
import dev.vigil.app.notify.DeliveryEntry.Done;
import dev.vigil.app.notify.DeliveryEntry.DoneTechnical;
import dev.vigil.app.notify.DeliveryEntry.Failing;
import dev.vigil.app.notify.DeliveryEntry.Forgotten;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.app.notify.DeliveryEntry.Redriven;
import dev.vigil.app.notify.DeliveryEntry.Result;
import dev.vigil.app.notify.DeliveryEntry.Unmarked;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the channels must not forget: where each began, how far it has come with each patient, its
 * trouble and results, and what was refused. Number and delivery are one line of a journal, so
 * neither is there without the other; a start keeps what still says something. Thread-safe.
 */
final class Deliveries implements NotifierMemory, AutoCloseable {
  /** So many are appended before the file is written anew. */
  static final int MOST_LINES = 50_000;

  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final String FILE = "deliveries.jsonl";

  private final LongSupplier now;
  private final DeliveryBook book = new DeliveryBook();
  private final Path file;
  private final Journal.Disk disk;
  private Journal journal;
  private int lines;

  /** Of a data folder, by the world's clock: whole seconds since the epoch. */
  Deliveries(Path folder, LongSupplier now) {
    this(folder, now, Journal.REAL);
  }

  Deliveries(Path folder, LongSupplier now, Journal.Disk disk) {
    this.now = requireNonNull(now, "now is null");
    this.disk = requireNonNull(disk, "disk is null");
    file = requireNonNull(folder, "folder is null").resolve(FILE);
    Journal.read(file).forEach(line -> DeliveryEntry.parse(line).ifPresent(book::learn));
    journal = Journal.rewrite(file, kept(), disk);
  }

  /** Whether the channel was ever there before, for patients of this kind. */
  synchronized boolean hasBegun(String channel, Origin origin) {
    return book.hasBegun(channel, origin);
  }

  /** The channel begins here for these; it is told what comes from these offsets on. */
  synchronized void begin(String channel, Set<Origin> origins, Map<Integer, Long> offsets) {
    keep(new Began(channel, offsets, origins, book.numbers(channel)));
  }

  /**
   * The channel is marked for these and no others: for them a beginning is that doesn't say for
   * whom it is, and for others it begins anew when it is marked for them again.
   */
  synchronized void marked(String channel, Set<Origin> origins) {
    book.beginningOfAnybody(channel)
        .ifPresent(offsets -> keep(new Began(channel, offsets, origins, null)));
    Set<Origin> others = EnumSet.allOf(Origin.class);
    others.removeIf(origin -> origins.contains(origin) || !book.hasBegun(channel, origin));
    if (!others.isEmpty()) {
      keep(new Unmarked(channel, others));
    }
  }

  /** Of all that ever were, those that aren't any more begin anew when they are again. */
  synchronized void configured(Set<String> channels) {
    book.channelsBut(channels).forEach(gone -> marked(gone, Set.of()));
  }

  /** The offset of a partition before which all was past when the channel began for these. */
  synchronized long beginning(String channel, Origin origin, int partition) {
    return book.beginning(channel, origin, partition);
  }

  /** The last of each patient that the channel was told before that; before now, if it begins. */
  synchronized Map<String, OutputNumber> toldBefore(String channel, Origin origin) {
    return book.toldBefore(channel, origin);
  }

  @Override
  public synchronized @Nullable OutputNumber last(String channel, String patient) {
    Done last = book.last(channel, patient);
    return last == null ? null : last.number();
  }

  /** The last number of each patient that a channel is done with and that is known. */
  synchronized Map<String, OutputNumber> numbers(String channel) {
    return book.numbers(channel);
  }

  /** Nothing can come any more of these patients up to their last number. */
  synchronized void forget(String channel, Set<String> patients) {
    if (!patients.isEmpty()) {
      keep(new Forgotten(channel, patients));
    }
  }

  /** The last of them first: its number says that all are done, if a kill cuts off the others. */
  @Override
  public synchronized void done(String channel, List<Numbered> together, Delivery delivery) {
    for (Numbered each : together) {
      AlertTransition of = each.transition();
      String key = of.alert() + "/" + of.sequence();
      keepLetters(Letter.refused(channel, key, of, delivery, now.getAsLong()), delivery);
    }
    for (int i = together.size() - 1; i >= 0; i--) {
      AlertTransition transition = together.get(i).transition();
      keep(
          new Done(
              channel,
              transition.patient(),
              together.get(i).number(),
              transition.alert(),
              transition.sequence(),
              delivery.outcome() == Outcome.DELIVERED,
              delivery.attempts(),
              DeliveryBook.detail(delivery),
              now.getAsLong()));
    }
  }

  /** The channel is done with a technical alert. */
  synchronized void done(String channel, TechnicalAlert alert, Delivery delivery) {
    String told = "technical/" + alert.key() + "/" + alert.sequence();
    keepLetters(Letter.refused(channel, told, alert, delivery, now.getAsLong()), delivery);
    keep(
        new DoneTechnical(
            channel,
            alert.key(),
            alert.sequence(),
            told,
            delivery.outcome() == Outcome.DELIVERED,
            delivery.attempts(),
            DeliveryBook.detail(delivery),
            now.getAsLong()));
  }

  /** Before the number: a kill in between tells it once more, and loses nothing. */
  private void keepLetters(Letter whole, Delivery delivery) {
    if (delivery.outcome() != Outcome.DELIVERED) {
      var unused = failed(whole.channel(), whole.detail());
    }
    if (delivery.outcome() == Outcome.REFUSED) {
      keep(whole);
    }
    // In the order of their names: a map's would differ from start to start.
    new TreeSet<>(delivery.owed()).forEach(reader -> keep(whole.owedTo(reader)));
  }

  /** A letter was told once more; readers who couldn't be reached are owed it from now on. */
  synchronized void redriven(Letter letter, Delivery delivery) {
    boolean delivered = delivery.outcome() == Outcome.DELIVERED;
    if (delivered) {
      new TreeSet<>(delivery.owed()).forEach(reader -> keep(letter.owedTo(reader)));
    }
    keep(
        new Redriven(
            letter.channel(),
            letter.letter(),
            letter.to(),
            delivered,
            delivery.attempts(),
            delivery.detail(),
            now.getAsLong()));
  }

  /** A letter is tried again by itself no more: it waits for somebody to redrive it. */
  synchronized void givenUp(Letter letter, int attempts, String detail) {
    keep(letter.givenUp(attempts, detail));
  }

  /** Somebody has decided that a letter is told no more. */
  synchronized void closed(Letter letter, String by, String because) {
    keep(new Closed(letter.channel(), letter.letter(), letter.to(), by, because, now.getAsLong()));
  }

  /** Whether a letter is kept: it was neither told nor closed since. */
  synchronized boolean has(Letter letter) {
    return book.letters().has(letter);
  }

  @Override
  public synchronized Set<String> owed(String channel) {
    return Set.copyOf(book.letters().owed(channel).keySet());
  }

  /** What each reader of a channel is owed, the oldest first. */
  synchronized Map<String, List<Letter>> owedTo(String channel) {
    return book.letters().owed(channel);
  }

  /** What was not delivered and is kept no more, since there was no room, by channel. */
  synchronized SortedMap<String, Dropped> dropped() {
    return book.letters().dropped();
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
    Trouble before = book.troubles().of(channel);
    Trouble trouble = Trouble.after(before, detail, now.getAsLong());
    if (!trouble.equals(before)) {
      keep(new Failing(channel, trouble));
    }
    return before == null;
  }

  /** Whether what a channel delivers now leaves its trouble as it is: it is about others. */
  synchronized void insistsOnOthers(String channel, boolean does) {
    book.troubles().insistsOnOthers(channel, does);
  }

  /** Why the channel has not delivered all that it was given; empty if it has. */
  synchronized Optional<Trouble> trouble(String channel) {
    return Optional.ofNullable(book.troubles().of(channel));
  }

  /** What was refused or is owed, and neither told nor closed since, the oldest first. */
  synchronized List<Letter> letters() {
    return book.letters().all();
  }

  /** The latest results, the oldest first. */
  synchronized List<Result> recent() {
    return book.recent();
  }

  private void keep(DeliveryEntry entry) {
    book.learn(entry);
    write(entry);
    if (entry instanceof Result) {
      book.troubles().goingOn(entry.channel()).ifPresent(this::write);
    }
  }

  private void write(DeliveryEntry entry) {
    journal.append(entry.line());
    if (++lines > MOST_LINES) {
      lines = 0;
      shorten();
    }
  }

  /** Leaves out of the file what says nothing any more. */
  private void shorten() {
    Journal before = journal;
    try {
      journal = Journal.rewrite(file, kept(), disk);
      before.close();
    } catch (VigilException | IOException e) {
      LOG.warn("{} stays as long as it is: {}", file, e.getMessage());
    }
  }

  private List<String> kept() {
    return book.entries().stream().map(DeliveryEntry::line).toList();
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }
}
