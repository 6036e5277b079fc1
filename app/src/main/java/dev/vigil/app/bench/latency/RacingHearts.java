package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
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
          256, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMillis(100));

  private static final Duration PATIENCE = Duration.ofSeconds(40);
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
  private final LongAdder sent = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder taken = new LongAdder();
  private int next;

  RacingHearts(URI gateway, Size size, Crossings crossings) {
    this.sender = new HttpSender(requireNonNull(gateway, "gateway is null"), SENDER);
    this.size = requireNonNull(size, "size is null");
    this.crossings = requireNonNull(crossings, "crossings is null");
  }

  /** Evenly, for so many seconds, at instants that are fixed beforehand. */
  void race(int seconds) throws InterruptedException {
    int rate = size.crossingsPerSecond();
    long begin = System.nanoTime();
    for (int i = 0; i < seconds * rate; i++) {
      long due = begin + NANOS_A_SECOND * i / rate;
      Instants.await(due);
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
        send(List.of(over(oldest)));
      }
    }
  }

  /** Many at one instant, in a message for each bay; every other one's alert has high priority. */
  void storm() throws InterruptedException {
    long due = System.nanoTime() + SOON_NANOS;
    List<OutgoingReading> all = new ArrayList<>();
    for (int i = 0; i < size.storm(); i++) {
      all.addAll(cross(due, i % 2 == 0 ? Priority.MEDIUM : Priority.HIGH));
    }
    Instants.await(due);
    sendInBays(all, 2 * Monitors.BAY);
  }

  private List<OutgoingReading> cross(long due, Priority priority) {
    String patient = Monitors.patient(size.open() + next++ % size.well());
    crossings.due(patient, due);
    long second = System.currentTimeMillis() / 1000;
    String rate = priority == Priority.HIGH ? HIGH : MEDIUM;
    racing.add(new Racing(patient, second));
    return List.of(reading(patient, rate, second - SINCE_SECONDS), reading(patient, rate, second));
  }

  /**
   * All that race are over; the alerts have come.
   *
   * @throws VigilException if the gateway does not take that, or did not take all before
   */
  void calm() throws InterruptedException {
    // Two seconds later than the last that raced, so that what ends it is measured after it.
    Instants.await(System.nanoTime() + 2 * NANOS_A_SECOND);
    List<OutgoingReading> all = racing.stream().map(RacingHearts::over).toList();
    racing.clear();
    sendInBays(all, Monitors.BAY);
    long unanswered = CatchUp.await(() -> sent.sum() - answered.sum(), PATIENCE);
    long lost = answered.sum() - taken.sum();
    if (unanswered + lost > 0) {
      throw VigilException.problem(
          "Of the readings of racing hearts the gateway left "
              + unanswered
              + " unanswered and did not take "
              + lost
              + "; the last failure: "
              + sender.lastFailure()
              + ".");
    }
  }

  private static OutgoingReading over(Racing racing) {
    long now = System.currentTimeMillis() / 1000;
    return reading(racing.patient(), CALM, Math.max(now, racing.second() + 1));
  }

  private void sendInBays(List<OutgoingReading> all, int most) throws InterruptedException {
    for (int i = 0; i < all.size(); i += most) {
      send(all.subList(i, Math.min(all.size(), i + most)));
    }
  }

  private void send(List<OutgoingReading> readings) throws InterruptedException {
    sent.add(readings.size());
    var unused = sender.send(readings).thenAccept(this::count);
  }

  private void count(Tally tally) {
    taken.add(Monitors.taken(tally));
    answered.add(tally.sent());
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
