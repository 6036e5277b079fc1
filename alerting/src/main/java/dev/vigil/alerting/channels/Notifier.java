package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells people: each transition once on each channel that is marked for the patient's origin, in
 * the order of the patient's numbers. A transition that a channel refuses for good stays in the
 * {@link NotifierMemory} as refused and doesn't hold up the next. One that is undelivered is not
 * remembered: whoever drives the notifier tells it again before the next one of that channel.
 *
 * <p>It waits for its channels. Progress is kept for each channel, so a process that wants no
 * channel to wait for another runs one notifier for each, with the same memory.
 */
public final class Notifier {
  private final List<Channel> channels;
  private final NotifierMemory memory;

  /**
   * A notifier.
   *
   * @param channels with different names; told in this order
   * @throws IllegalArgumentException if two channels have the same name
   */
  public Notifier(List<? extends Channel> channels, NotifierMemory memory) {
    this.channels = List.copyOf(requireNonNull(channels, "channels is null"));
    this.memory = requireNonNull(memory, "memory is null");
    Set<String> names = new HashSet<>();
    for (Channel channel : this.channels) {
      if (!names.add(channel.name())) {
        throw new IllegalArgumentException(
            "two channels are named '" + channel.name() + "', give one another name");
      }
    }
  }

  /**
   * Tells of a transition, unless it was told before.
   *
   * @param number of the output that carried it
   * @return what became of it, by channel; without those that aren't marked for it or had it before
   */
  public Map<String, Delivery> tell(OutputNumber number, AlertTransition transition) {
    Map<String, Delivery> deliveries = new LinkedHashMap<>();
    for (Channel channel : channels) {
      if (channel.origins().contains(transition.origin())
          && isNew(channel, number, transition.patient())) {
        Delivery delivery = deliver(channel, transition);
        if (Thread.currentThread().isInterrupted()) {
          // We are being stopped, so it isn't known what became of it: the next start tells again.
          return deliveries;
        }
        if (delivery.isFinal()) {
          memory.done(channel.name(), number, transition, delivery);
        }
        deliveries.put(channel.name(), delivery);
      }
    }
    return deliveries;
  }

  private boolean isNew(Channel channel, OutputNumber number, String patient) {
    OutputNumber last = memory.last(channel.name(), patient);
    return last == null || number.isAfter(last);
  }

  /** A channel that throws has a defect; it is no reason to leave the others untold. */
  private static Delivery deliver(Channel channel, AlertTransition transition) {
    try {
      return channel.deliver(transition);
    } catch (RuntimeException e) {
      return new Delivery(Delivery.Outcome.REFUSED, 1, "threw-" + e.getClass().getSimpleName());
    }
  }
}
