package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.GroupingChannel;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What single readers of a channel are owed, because their mailbox was full or busy: each gets it
 * the most urgent first, of each patient in its order, tried ever more rarely, and nobody else
 * waits for that. A high alert that comes meanwhile is tried at once, whatever else is owed. After
 * {@value #MOST_HOURS} h a letter waits for somebody to redrive it. Not thread-safe.
 */
final class Debts {
  /** What is older than this calls nobody to a bed any more. */
  static final long MOST_HOURS = 24;

  private final GroupingChannel channel;
  private final Deliveries memory;
  private final Origin world;
  private final LongSupplier now;
  private final LongSupplier nanos;
  private final Map<String, Debtor> readers = new HashMap<>();

  /**
   * Of a channel.
   *
   * @param now the world's clock, whole seconds since the epoch
   * @param nanos a clock that runs on whatever the world's does
   */
  Debts(
      GroupingChannel channel,
      Deliveries memory,
      Origin world,
      LongSupplier now,
      LongSupplier nanos) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.world = requireNonNull(world, "world is null");
    this.now = requireNonNull(now, "now is null");
    this.nanos = requireNonNull(nanos, "nanos is null");
  }

  /**
   * Tries what one reader is owed whose turn it is, whoever has a high alert to come first.
   *
   * @return whether there was one
   */
  boolean payNext() {
    Map<String, List<Letter>> owed = ofToday();
    readers.keySet().retainAll(owed.keySet());
    String first = null;
    List<Letter> most = List.of();
    for (Map.Entry<String, List<Letter>> of : owed.entrySet()) {
      Debtor debtor =
          readers.computeIfAbsent(of.getKey(), name -> new Debtor(of.getValue(), nanos));
      List<Letter> next = debtor.next(of.getValue());
      if (!next.isEmpty() && (most.isEmpty() || urgency(next) > urgency(most))) {
        first = of.getKey();
        most = next;
      }
    }
    if (first != null) {
      pay(first, most);
    }
    return first != null;
  }

  /** Without what has grown old while nobody tried it, since Vigil was off: else a try ends it. */
  private Map<String, List<Letter>> ofToday() {
    Map<String, List<Letter>> owed = memory.owedTo(channel.name());
    List<Letter> stale =
        owed.values().stream()
            .flatMap(List::stream)
            .filter(each -> age(each) > MOST_HOURS)
            .toList();
    stale.forEach(letter -> memory.givenUp(letter, 0, letter.detail()));
    return stale.isEmpty() ? owed : memory.owedTo(channel.name());
  }

  private static int urgency(List<Letter> together) {
    return Letters.urgency(together.get(together.size() - 1));
  }

  private void pay(String reader, List<Letter> together) {
    Debtor debtor = requireNonNull(readers.get(reader), "a reader who is owed nothing");
    Delivery delivery = tell(reader, together);
    if (Thread.currentThread().isInterrupted()) {
      return; // we are being stopped: the next start tries again
    }
    if (delivery.outcome() == Outcome.DELIVERED) {
      together.forEach(letter -> memory.redriven(letter, delivery));
      debtor.done(together);
    } else if (delivery.outcome() == Outcome.REFUSED && together.size() > 1) {
      // It may be one of the others that is refused.
      pay(reader, together.subList(together.size() - 1, together.size()));
    } else {
      giveUp(debtor, together, delivery);
    }
  }

  /** What is refused for good, or too old; the rest is tried again. */
  private void giveUp(Debtor debtor, List<Letter> together, Delivery delivery) {
    int tries = debtor.failed(together);
    List<Letter> over =
        together.stream()
            .filter(letter -> delivery.outcome() == Outcome.REFUSED || isOld(letter))
            .toList();
    over.forEach(letter -> memory.givenUp(letter, tries, delivery.detail()));
    if (over.size() == together.size()) {
      debtor.done(over);
    }
  }

  private boolean isOld(Letter letter) {
    return age(letter) >= MOST_HOURS;
  }

  /** In whole hours. */
  private long age(Letter letter) {
    return TimeUnit.SECONDS.toHours(now.getAsLong() - letter.at());
  }

  private Delivery tell(String reader, List<Letter> together) {
    try {
      if (together.size() == 1) {
        return tell(channel, reader, together.get(0), world);
      }
      return channel.deliverTo(
          reader,
          together.stream().map(each -> requireNonNull(each.alert(), "an empty letter")).toList());
    } catch (RuntimeException e) {
      return Delivery.threw(e);
    }
  }

  /** Carries a letter to one reader. */
  static Delivery tell(GroupingChannel channel, String reader, Letter letter, Origin world) {
    var alert = letter.alert();
    return alert != null
        ? channel.deliverTo(reader, List.of(alert))
        : channel.deliverTo(reader, requireNonNull(letter.technical(), "an empty letter"), world);
  }
}
