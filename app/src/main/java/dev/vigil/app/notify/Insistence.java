package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.Remedies;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to deliver, ever more rarely, until it is done. What is tried in vain for {@value
 * #PATIENCE_SECONDS} s lets others have their turn between its tries; once {@value #OTHERS} of them
 * got through it is the message and not the receiver, and it is given up. While nothing gets
 * through, nothing is. Not thread-safe.
 */
public final class Insistence {
  /** So long one message is tried before others; the tries themselves don't count. */
  static final int PATIENCE_SECONDS = 600;

  /** So many others have to get through, each between two of its tries. */
  static final int OTHERS = 3;

  /** At the end of the detail of what was given up, though the receiver didn't refuse it. */
  static final String GIVEN_UP = "-given-up";

  private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
  private static final int LONGEST_REST_SECONDS = 60;

  private final String channel;
  private final Deliveries memory;
  private final Rest rest;
  private final Map<String, Vain> inVain = new HashMap<>();
  private boolean stopped;

  /** Tries in a row, of whatever was to be delivered. */
  private int tries;

  /** Waits between two tries. */
  interface Rest {
    /** Gives false if whoever tries is to end instead. */
    boolean take(Duration duration);

    /** Whether whoever tries is to end before the next try. */
    default boolean isOver() {
      return false;
    }
  }

  /**
   * What is to be delivered.
   *
   * @param key the same at each try, and of no other message
   * @param attempt tries once; empty if there is nothing to deliver
   * @param giveUp keeps it among what was refused
   */
  record Message(String key, Supplier<Optional<Delivery>> attempt, Consumer<Delivery> giveUp) {
    Message {
      requireNonNull(key, "key is null");
      requireNonNull(attempt, "attempt is null");
      requireNonNull(giveUp, "giveUp is null");
    }
  }

  /** How a message fares that was tried in vain. */
  private static final class Vain {
    private int attempts;
    private long restedSeconds;
    private int others;
    private boolean othersSince = true;

    private void failed(Delivery delivery) {
      attempts += delivery.attempts();
      othersSince = false;
    }

    private void otherGotThrough() {
      others += othersSince ? 0 : 1;
      othersSince = true;
    }

    private boolean isLong() {
      return restedSeconds >= PATIENCE_SECONDS;
    }
  }

  Insistence(String channel, Deliveries memory, Rest rest) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.rest = requireNonNull(rest, "rest is null");
  }

  /** All is read from its beginning: what was tried in vain comes again, or is gone. */
  void beginAnew() {
    stopped = false;
    inVain.clear();
    memory.insistsOnOthers(channel, false);
  }

  /**
   * Tries until the delivery is final, something else goes first, or it is to end.
   *
   * @param isOvertaken whether something else goes first; asked before each further try
   * @return false if something else does, and this is still to be delivered
   */
  boolean deliver(Message message, BooleanSupplier isOvertaken) {
    while (!isStopped()) {
      int own = inVain.containsKey(message.key()) ? 1 : 0;
      memory.insistsOnOthers(channel, inVain.size() > own);
      Optional<Delivery> delivery = message.attempt().get();
      if (delivery.isEmpty() || delivery.get().isFinal()) {
        done(message.key(), delivery);
        return true;
      }
      Vain vain = failed(message.key(), delivery.get());
      if (vain.isLong() && vain.others >= OTHERS) {
        giveUp(message, vain, delivery.get().detail());
        return true;
      }
      Duration pause = restAfter(tries++);
      stopped = !rest.take(pause);
      vain.restedSeconds += pause.toSeconds();
      if (!stopped && isOvertaken.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  private boolean isStopped() {
    stopped |= rest.isOver();
    return stopped;
  }

  /** Whether a message was tried for so long that others have their turn between its tries. */
  boolean isLong(String key) {
    Vain vain = inVain.get(key);
    return vain != null && vain.isLong();
  }

  /** A message is not to be delivered any more. */
  void forget(String key) {
    inVain.remove(key);
    memory.insistsOnOthers(channel, !inVain.isEmpty());
  }

  private void done(String key, Optional<Delivery> delivery) {
    tries = 0;
    forget(key);
    if (delivery.isPresent() && delivery.get().outcome() == Outcome.DELIVERED) {
      inVain.values().forEach(Vain::otherGotThrough);
    }
  }

  private Vain failed(String key, Delivery delivery) {
    Vain vain = inVain.computeIfAbsent(key, of -> new Vain());
    vain.failed(delivery);
    memory.insistsOnOthers(channel, true);
    if (memory.failed(channel, delivery.detail())) {
      LOG.warn(
          "channel {} can't deliver ({}) and tries again: {}",
          channel,
          delivery.detail(),
          Remedies.of(delivery.detail()).orElse("see ./vigil status"));
    }
    return vain;
  }

  private void giveUp(Message message, Vain vain, String detail) {
    LOG.warn("channel {} gives up a message ({}) while others get through", channel, detail);
    message.giveUp().accept(new Delivery(Outcome.REFUSED, vain.attempts, detail + GIVEN_UP));
    forget(message.key());
  }

  /** 1 s, 2 s, 4 s … 60 s: before the next try, after so many in vain beside the first. */
  public static Duration restAfter(int tries) {
    long doubled = 1L << Math.min(tries, Integer.SIZE);
    return Duration.ofSeconds(Math.min(doubled, LONGEST_REST_SECONDS));
  }
}
