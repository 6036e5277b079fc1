package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Notifier;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one channel is told, in the order of the log. When it is there for the first time it is told
 * of the alerts that are open then, and not of a past that others have dealt with; after that, of
 * everything. What can't be delivered is tried again, ever more rarely, until it can: no later
 * transition overtakes it. Not thread-safe.
 */
final class ChannelFeed {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelFeed.class);
  private static final int LONGEST_REST_SECONDS = 60;

  private final Channel channel;
  private final Deliveries memory;
  private final Notifier notifier;
  private final Rest rest;
  private final Map<Integer, OpenAlerts> past = new HashMap<>();
  private final Map<Integer, Long> read = new HashMap<>();
  private boolean stopped;

  /** Waits between two tries. */
  interface Rest {
    /** Gives false if this process is to end instead. */
    boolean take(Duration duration);
  }

  ChannelFeed(Channel channel, Deliveries memory, Rest rest) {
    this.channel = requireNonNull(channel, "channel is null");
    this.memory = requireNonNull(memory, "memory is null");
    this.rest = requireNonNull(rest, "rest is null");
    this.notifier = new Notifier(List.of(channel), memory);
  }

  /** The log of transitions is about to be read from its beginning, perhaps once more. */
  void beginReading() {
    past.clear();
    read.clear();
  }

  /** Takes the next record of its partition. */
  void take(ConsumerRecord<byte[], byte[]> record) {
    read.put(record.partition(), record.offset() + 1);
    Header header = record.headers().lastHeader(OutputNumber.HEADER);
    if (header == null || record.value() == null) {
      return;
    }
    try {
      take(
          record,
          OutputNumber.parse(new String(header.value(), StandardCharsets.UTF_8)),
          Json.decode(record.value(), AlertTransition.class));
    } catch (MalformedRecordException | IllegalArgumentException e) {
      LOG.warn("{}-{}@{} is no transition", record.topic(), record.partition(), record.offset());
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, OutputNumber number, AlertTransition transition) {
    boolean isPast =
        !memory.hasBegun(channel.name())
            || record.offset() < memory.beginning(channel.name(), record.partition());
    if (isPast) {
      past.computeIfAbsent(record.partition(), partition -> new OpenAlerts())
          .take(number, transition);
    } else {
      tellPast(record.partition());
      tell(number, transition);
    }
  }

  /** All that was in the log has been taken. */
  void caughtUp() {
    if (!memory.hasBegun(channel.name())) {
      memory.begin(channel.name(), read);
    }
    List.copyOf(past.keySet()).forEach(this::tellPast);
  }

  private void tellPast(int partition) {
    OpenAlerts open = past.remove(partition);
    if (open != null) {
      open.forEach(this::tell);
    }
  }

  private void tell(OutputNumber number, AlertTransition transition) {
    for (int tries = 0; !stopped; tries++) {
      Delivery delivery = notifier.tell(number, transition).get(channel.name());
      if (delivery == null || delivery.isFinal()) {
        return;
      }
      if (memory.failed(channel.name(), delivery.detail())) {
        LOG.warn(
            "channel {} can't deliver ({}) and tries again: see ./vigil status",
            channel.name(),
            delivery.detail());
      }
      stopped = !rest.take(restAfter(tries));
    }
  }

  /** 1 s, 2 s, 4 s … */
  static Duration restAfter(int tries) {
    long doubled = 1L << Math.min(tries, Integer.SIZE);
    return Duration.ofSeconds(Math.min(doubled, LONGEST_REST_SECONDS));
  }
}
