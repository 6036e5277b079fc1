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
 * Tells people: each transition once on each channel that is marked for the patient's origin and
 * carries its kind, in the order of the patient's numbers. A transition that a channel refuses for
 * good stays in the {@link NotifierMemory} as refused and doesn't hold up the next. One that is
 * undelivered is not remembered: whoever drives the notifier tells it again before the next one of
 * that channel.
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
   * @return what became of it, by channel; without those that don't carry it or had it before
   */
  public Map<String, Delivery> tell(OutputNumber number, AlertTransition transition) {
    return tell(List.of(new Numbered(number, transition)));
  }

  /**
   * Tells of transitions of one patient together, without those that were told before.
   *
   * @param together in the order of their numbers; several only for {@link GroupingChannel}s
   * @return what became of them, by channel
   */
  public Map<String, Delivery> tell(List<Numbered> together) {
    Map<String, Delivery> deliveries = new LinkedHashMap<>();
    for (Channel channel : channels) {
      List<Numbered> fresh = together.stream().filter(each -> isDue(channel, each)).toList();
      if (!fresh.isEmpty()) {
        Delivery delivery = deliver(channel, fresh);
        if (Thread.currentThread().isInterrupted()) {
          // We are being stopped, so it isn't known what became of it: the next start tells again.
          return deliveries;
        }
        if (delivery.isFinal()) {
          memory.done(channel.name(), fresh, delivery);
        }
        deliveries.put(channel.name(), delivery);
      }
    }
    return deliveries;
  }

  /** Whether a channel carries a transition and hasn't had it. */
  public boolean isDue(Channel channel, Numbered of) {
    AlertTransition transition = of.transition();
    if (!channel.origins().contains(transition.origin()) || !channel.wants(transition)) {
      return false;
    }
    OutputNumber last = memory.last(channel.name(), transition.patient());
    return last == null || of.number().isAfter(last);
  }

  /** A channel that throws has a defect; it is no reason to leave the others untold. */
  private Delivery deliver(Channel channel, List<Numbered> fresh) {
    try {
      if (channel instanceof GroupingChannel grouping) {
        return grouping.deliver(
            fresh.stream().map(Numbered::transition).toList(), memory.owed(channel.name()));
      }
      if (fresh.size() > 1) {
        throw new IllegalArgumentException(channel.name() + " carries one transition at a time");
      }
      return channel.deliver(fresh.get(0).transition());
    } catch (RuntimeException e) {
      return Delivery.threw(e);
    }
  }
}
