package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Priority;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Patients who pass a limit: a device of their own says that their heart races, and has done so for
 * longer than the rule's delay of 20 s, so that the alert is due at once. Some seconds later, when
 * the alert could be read, it says that it is over.
 */
final class RacingHearts implements AutoCloseable {
  private static final HttpSender.Settings SENDER =
      new HttpSender.Settings(
          5_000, Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMillis(100));

  private static final long NANOS_A_SECOND = 1_000_000_000L;
  private static final long SINCE_SECONDS = 25;
  private static final int OVER_AFTER_SECONDS = 3;
  private static final long SOON_NANOS = 50_000_000;
  private static final String HIGH = "170";
  private static final String MEDIUM = "135";
  private static final String CALM = "75";

  /** Who races, and the last second that said so. */
  private record Racing(String patient, long second) {}

  private final HttpSender sender;
  private final Size size;
  private final Crossings crossings;
  private final Deque<Racing> racing = new ArrayDeque<>();
  private final LongAdder lost = new LongAdder();
  private int next;

  RacingHearts(URI gateway, Size size, Crossings crossings) {
    this.sender = new HttpSender(requireNonNull(gateway, "gateway is null"), SENDER);
    this.size = requireNonNull(size, "size is null");
    this.crossings = requireNonNull(crossings, "crossings is null");
  }

  /** Readings that the gateway did not take. */
  long lost() {
    return lost.sum();
  }

  /** Evenly, for so many seconds, at instants that are fixed beforehand. */
  void race(int seconds) throws InterruptedException {
    int rate = size.crossingsPerSecond();
    long begin = System.nanoTime();
    for (int i = 0; i < seconds * rate; i++) {
      long due = begin + NANOS_A_SECOND * i / rate;
      Hospital.awaitNanos(due);
      endThoseRead(OVER_AFTER_SECONDS * rate);
      send(cross(due, Priority.HIGH));
    }
  }

  /** Those that could be read are over; what nobody could read yet stays until somebody can. */
  private void endThoseRead(int most) throws InterruptedException {
    for (int left = racing.size(); left > most; left--) {
      Racing oldest = racing.remove();
      if (crossings.isWaiting(oldest.patient())) {
        racing.add(oldest);
      } else {
        end(oldest);
      }
    }
  }

  /** Many at one instant, in a message for each bay. */
  void storm() throws InterruptedException {
    long due = System.nanoTime() + SOON_NANOS;
    List<List<OutgoingReading>> messages = new ArrayList<>();
    List<OutgoingReading> message = new ArrayList<>();
    for (int i = 0; i < size.storm(); i++) {
      message.addAll(cross(due, i % 2 == 0 ? Priority.MEDIUM : Priority.HIGH));
      if (i % Monitors.BAY == Monitors.BAY - 1 || i == size.storm() - 1) {
        messages.add(message);
        message = new ArrayList<>();
      }
    }
    Hospital.awaitNanos(due);
    for (List<OutgoingReading> each : messages) {
      send(each);
    }
  }

  private List<OutgoingReading> cross(long due, Priority priority) {
    String patient = Monitors.patient(size.open() + next++ % size.well());
    crossings.due(patient, due);
    long second = System.currentTimeMillis() / 1000;
    String rate = priority == Priority.HIGH ? HIGH : MEDIUM;
    racing.add(new Racing(patient, second));
    return List.of(reading(patient, rate, second - SINCE_SECONDS), reading(patient, rate, second));
  }

  /** All that race are over; the alerts have come. */
  void calm() throws InterruptedException {
    // Two seconds later than the last that raced, so that what ends it is measured after it.
    Hospital.awaitNanos(System.nanoTime() + 2 * NANOS_A_SECOND);
    while (!racing.isEmpty()) {
      end(racing.remove());
    }
  }

  private void end(Racing over) throws InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    send(List.of(reading(over.patient(), CALM, Math.max(now, over.second() + 1))));
  }

  private void send(List<OutgoingReading> readings) throws InterruptedException {
    var unused = sender.send(readings).thenAccept(this::count);
  }

  private void count(Tally tally) {
    lost.add(tally.sent() - tally.accepted());
  }

  private static OutgoingReading reading(String patient, String value, long measured) {
    return OutgoingReading.ofPatient(
        patient, "heart-rate", new BigDecimal(value), "/min", measured, "probe");
  }

  @Override
  public void close() {
    sender.close();
  }
}
