package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.GroupingChannel;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What single readers of a channel are owed, because their mailbox was full or busy: each gets it
 * in its order, tried ever more rarely, and nobody else waits for that. After {@value #MOST_HOURS}
 * h it waits for somebody to redrive it. Not thread-safe.
 */
final class Debts {
  /** What is older than this calls nobody to a bed any more. */
  static final long MOST_HOURS = 24;

  private final GroupingChannel channel;
  private final Deliveries memory;
  private final Origin world;
  private final LongSupplier now;
  private final LongSupplier nanos;
  private final Map<String, Turn> turns = new HashMap<>();

  /** How often a reader was tried in vain, and when the next try is due. */
  private record Turn(int tries, long due) {}

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
   * Tries the oldest letter of one reader whose turn it is.
   *
   * @return whether there was one
   */
  boolean payNext() {
    for (Letter letter : memory.firstOwed(channel.name())) {
      String reader = requireNonNull(letter.to(), "a letter that is owed to nobody");
      Turn turn = turns.computeIfAbsent(reader, name -> after(0));
      if (turn.due() - nanos.getAsLong() <= 0) {
        pay(reader, letter, turn);
        return true;
      }
    }
    return false;
  }

  private void pay(String reader, Letter letter, Turn turn) {
    Delivery delivery = tell(reader, letter);
    if (Thread.currentThread().isInterrupted()) {
      return; // we are being stopped: the next start tries again
    }
    boolean isOld = now.getAsLong() - letter.at() >= TimeUnit.HOURS.toSeconds(MOST_HOURS);
    if (delivery.outcome() == Outcome.DELIVERED) {
      memory.redriven(letter, delivery);
      turns.put(reader, new Turn(0, nanos.getAsLong()));
    } else if (delivery.outcome() == Outcome.REFUSED || isOld) {
      memory.givenUp(letter, turn.tries() + 1, delivery.detail());
      turns.put(reader, new Turn(0, nanos.getAsLong()));
    } else {
      turns.put(reader, after(turn.tries() + 1));
    }
  }

  private Turn after(int tries) {
    return new Turn(tries, nanos.getAsLong() + Insistence.restAfter(tries).toNanos());
  }

  private Delivery tell(String reader, Letter letter) {
    try {
      return tell(channel, reader, letter, world);
    } catch (RuntimeException e) {
      return Delivery.threw(e);
    }
  }

  /** Carries a letter to one reader. */
  static Delivery tell(GroupingChannel channel, String reader, Letter letter, Origin world) {
    var alert = letter.alert();
    return alert != null
        ? channel.deliverTo(reader, alert)
        : channel.deliverTo(reader, requireNonNull(letter.technical(), "an empty letter"), world);
  }
}
