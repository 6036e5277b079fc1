package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.NotifierMemory;
import dev.vigil.app.notify.DeliveryEntry.Began;
import dev.vigil.app.notify.DeliveryEntry.Done;
import dev.vigil.app.notify.DeliveryEntry.Failing;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the channels must not forget: where each began, how far it has come with each patient, and
 * its trouble. Number and delivery are one line of a journal, so neither is there without the
 * other; a start keeps only what still says something. Thread-safe.
 */
final class Deliveries implements NotifierMemory, AutoCloseable {
  private static final String FILE = "deliveries.jsonl";

  private final LongSupplier now;
  private final Map<String, Began> began = new TreeMap<>();
  private final Map<String, Trouble> troubles = new TreeMap<>();
  private final Map<String, Map<String, Done>> done = new TreeMap<>();
  private final Journal journal;

  /**
   * Of a data folder.
   *
   * @param now the world's clock, whole seconds since the epoch
   */
  Deliveries(Path folder, LongSupplier now) {
    this.now = requireNonNull(now, "now is null");
    Path file = requireNonNull(folder, "folder is null").resolve(FILE);
    Journal.read(file).forEach(line -> parse(line).ifPresent(this::learn));
    journal = Journal.rewrite(file, lines());
  }

  /** Empty for a line that a kill cut off: what it said is told again. */
  private static Optional<DeliveryEntry> parse(String line) {
    try {
      return Optional.ofNullable(Json.mapper().readValue(line, DeliveryEntry.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private void learn(DeliveryEntry entry) {
    if (entry instanceof Began first) {
      began.put(first.channel(), first);
    } else if (entry instanceof Failing failing) {
      troubles.put(failing.channel(), failing.trouble());
    } else if (entry instanceof Done last) {
      learn(last);
    }
  }

  private void learn(Done last) {
    done.computeIfAbsent(last.channel(), channel -> new TreeMap<>()).put(last.patient(), last);
    if (last.delivered()) {
      troubles.remove(last.channel());
    }
  }

  private List<String> lines() {
    List<DeliveryEntry> entries = new ArrayList<>(began.values());
    done.values().forEach(byPatient -> entries.addAll(byPatient.values()));
    // After the last deliveries, which would end them.
    troubles.forEach((channel, trouble) -> entries.add(new Failing(channel, trouble)));
    return entries.stream().map(Deliveries::line).toList();
  }

  private static String line(DeliveryEntry entry) {
    return new String(Json.encode(entry), StandardCharsets.UTF_8);
  }

  /** Whether the channel was ever there before. */
  synchronized boolean hasBegun(String channel) {
    return began.containsKey(channel) || done.containsKey(channel);
  }

  /** The channel begins here; it is told what comes from these offsets on. */
  synchronized void begin(String channel, Map<Integer, Long> offsets) {
    keep(new Began(channel, offsets));
  }

  /** The offset of a partition before which all was past when the channel began. */
  synchronized long beginning(String channel, int partition) {
    Began first = began.get(channel);
    return first == null ? 0 : first.offsets().getOrDefault(partition, 0L);
  }

  @Override
  public synchronized @Nullable OutputNumber last(String channel, String patient) {
    Done last = done.getOrDefault(channel, Map.of()).get(patient);
    return last == null ? null : last.number();
  }

  @Override
  public synchronized void done(
      String channel, OutputNumber number, AlertTransition transition, Delivery delivery) {
    boolean delivered = delivery.outcome() == Delivery.Outcome.DELIVERED;
    if (!delivered) {
      failed(channel, delivery.detail());
    }
    keep(
        new Done(
            channel,
            transition.patient(),
            number,
            transition.alert(),
            transition.sequence(),
            delivered,
            delivery.attempts(),
            delivery.detail()));
  }

  /**
   * The channel could not deliver.
   *
   * @return whether it could until now
   */
  synchronized boolean failed(String channel, String detail) {
    Trouble before = troubles.get(channel);
    Trouble trouble = new Trouble(before == null ? now.getAsLong() : before.since(), detail);
    if (!trouble.equals(before)) {
      keep(new Failing(channel, trouble));
    }
    return before == null;
  }

  /** Why the channel has not delivered what it was last given; empty if it has. */
  synchronized Optional<Trouble> trouble(String channel) {
    return Optional.ofNullable(troubles.get(channel));
  }

  private void keep(DeliveryEntry entry) {
    journal.append(line(entry));
    learn(entry);
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }
}
