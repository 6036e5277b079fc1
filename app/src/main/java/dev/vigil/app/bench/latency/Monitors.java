package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The monitors of a hospital: each patient's sends one reading a second, of six vital signs in
 * turn, by way of a central station for each {@value #BAY} beds. When each message is to be sent is
 * fixed beforehand, whatever the gateway does.
 */
final class Monitors implements AutoCloseable {
  /** Beds whose readings go in one message. */
  static final int BAY = 50;

  /** A message that waits for an answer holds up none after it, up to this many. */
  private static final HttpSender.Settings SENDER =
      new HttpSender.Settings(
          5_000, Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMillis(100));

  private static final long NANOS_A_SECOND = 1_000_000_000L;
  private static final String FEVER = "39.5";

  /** A vital sign of somebody who is well: nothing that a rule or NEWS2 minds. */
  private record Kind(String vital, String unit, List<BigDecimal> values) {
    private static Kind of(String vital, String unit, String... values) {
      return new Kind(vital, unit, List.of(values).stream().map(BigDecimal::new).toList());
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.of("heart-rate", "/min", "74", "75", "77"),
          Kind.of("respiratory-rate", "/min", "14", "15", "16"),
          Kind.of("spo2", "%", "97", "98", "97"),
          Kind.of("systolic-pressure", "mm[Hg]", "120", "122", "119"),
          Kind.of("body-temperature", "Cel", "36.8", "36.9", "37"),
          Kind.of("diastolic-pressure", "mm[Hg]", "75", "76", "74"));

  private final HttpSender sender;
  private final Size size;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Thread thread = DaemonThreads.named("monitors").newThread(this::run);
  private volatile boolean closing;

  private Monitors(URI gateway, Size size) {
    sender = new HttpSender(requireNonNull(gateway, "gateway is null"), SENDER);
    this.size = requireNonNull(size, "size is null");
  }

  /** Starts them. */
  static Monitors start(URI gateway, Size size) {
    Monitors monitors = new Monitors(gateway, size);
    monitors.thread.start();
    return monitors;
  }

  /** Pseudonymous id of a patient; those with low numbers are the ones whose alert stays open. */
  static String patient(int index) {
    return "bench-" + index;
  }

  /** Readings that are in the patient log. */
  long accepted() {
    return accepted.sum();
  }

  /** Readings that the gateway did not take. */
  long lost() {
    return lost.sum();
  }

  private void run() {
    int bays = (size.patients() + BAY - 1) / BAY;
    long second = System.currentTimeMillis() / 1000;
    long begin = System.nanoTime();
    try {
      while (!closing) {
        for (int bay = 0; bay < bays && !closing; bay++) {
          Hospital.awaitNanos(begin + NANOS_A_SECOND * bay / bays);
          var unused = sender.send(bay(bay, second)).thenAccept(this::count);
        }
        begin += NANOS_A_SECOND;
        second++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(Tally tally) {
    accepted.add(tally.accepted());
    lost.add(tally.sent() - tally.accepted());
  }

  private List<OutgoingReading> bay(int bay, long second) {
    List<OutgoingReading> readings = new ArrayList<>(BAY);
    int end = Math.min(size.patients(), (bay + 1) * BAY);
    for (int patient = bay * BAY; patient < end; patient++) {
      readings.add(reading(patient, second));
    }
    return readings;
  }

  private OutgoingReading reading(int patient, long second) {
    long turn = second + patient;
    Kind kind = KINDS.get((int) (turn % KINDS.size()));
    boolean fever = patient < size.open() && kind.vital().equals("body-temperature");
    BigDecimal value =
        fever
            ? new BigDecimal(FEVER)
            : kind.values().get((int) (turn / KINDS.size() % kind.values().size()));
    return OutgoingReading.ofPatient(
        patient(patient), kind.vital(), value, kind.unit(), second, "monitor");
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    sender.close();
  }
}
