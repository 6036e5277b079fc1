package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Remedies;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to deliver, ever more rarely, until it is done. Not thread-safe. */
public final class Insistence {
  private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
  private static final int LONGEST_REST_SECONDS = 60;

  private final String channel;
  private final Deliveries memory;
  private final Rest rest;
  private boolean stopped;

  /** Tries in a row, of whatever was to be delivered. */
  private int inVain;

  /** Waits between two tries. */
  interface Rest {
    /** Gives false if this process is to end instead. */
    boolean take(Duration duration);
  }

  Insistence(String channel, Deliveries memory, Rest rest) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.rest = requireNonNull(rest, "rest is null");
  }

  /**
   * Tries until the delivery is final, something else goes first, or this process is to end.
   *
   * @param attempt empty if there is nothing to deliver
   * @param isOvertaken whether something else goes first; asked before each further try
   * @return false if something else does, and this is still to be delivered
   */
  boolean deliver(Supplier<Optional<Delivery>> attempt, BooleanSupplier isOvertaken) {
    while (!stopped) {
      Optional<Delivery> delivery = attempt.get();
      if (delivery.isEmpty() || delivery.get().isFinal()) {
        inVain = 0;
        return true;
      }
      String detail = delivery.get().detail();
      if (memory.failed(channel, detail)) {
        LOG.warn(
            "channel {} can't deliver ({}) and tries again: {}",
            channel,
            detail,
            Remedies.of(detail).orElse("see ./vigil status"));
      }
      stopped = !rest.take(restAfter(inVain++));
      if (!stopped && isOvertaken.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  /** 1 s, 2 s, 4 s … 60 s: before the next try, after so many in vain beside the first. */
  public static Duration restAfter(int tries) {
    long doubled = 1L << Math.min(tries, Integer.SIZE);
    return Duration.ofSeconds(Math.min(doubled, LONGEST_REST_SECONDS));
  }
}
