package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.simulator.HttpSender;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.Tally;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;

/**
 * The monitors of a hospital: each patient's sends six vital signs together, by way of a central
 * station for each {@value #BAY} beds that sends them in one message. Connections are kept; a
 * gateway that is slow to answer makes the stations wait.
 */
final class Monitors implements AutoCloseable {
  /** Beds whose readings go in one message. */
  static final int BAY = 25;

  /** Vital signs that a monitor sends together. */
  static final int VITALS = 6;

  private static final HttpSender.Settings SENDER =
      new HttpSender.Settings(
          64, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMillis(100));

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TEMPERATURE = "body-temperature";
  private static final BigDecimal FEVER = new BigDecimal("39.5");

  /** The rule's delay is one minute of readings, which come with the first message. */
  private static final int[] FEVER_SINCE = {75, 50, 25};

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
          Kind.of(TEMPERATURE, "Cel", "36.8", "36.9", "37"),
          Kind.of("diastolic-pressure", "mm[Hg]", "75", "76", "74"));

  private final HttpSender sender;
  private final Size size;
  private int next;

  Monitors(URI gateway, Size size) {
    sender = new HttpSender(requireNonNull(gateway, "gateway is null"), SENDER);
    this.size = requireNonNull(size, "size is null");
  }

  /** Pseudonymous id of a patient; those with low numbers are the ones whose alert stays open. */
  static String patient(int index) {
    return "bench-" + index;
  }

  /**
   * Every monitor sends once, and again until the gateway knows its patient.
   *
   * @throws VigilException if it doesn't get to know one
   */
  void arrive() throws InterruptedException {
    Set<Integer> unknown = new ConcurrentSkipListSet<>(IntStream.range(0, bays()).boxed().toList());
    long left = CatchUp.await(() -> arrive(unknown), PATIENCE);
    if (left > 0) {
      throw VigilException.problem(
          "The gateway does not take the first readings of "
              + left
              + " bays of "
              + BAY
              + " beds; the last failure: "
              + sender.lastFailure()
              + ".");
    }
  }

  private long arrive(Set<Integer> unknown) throws InterruptedException {
    List<CompletableFuture<Void>> under = new ArrayList<>();
    for (int bay : new TreeSet<>(unknown)) {
      List<OutgoingReading> first = bay(bay, seconds(), true);
      under.add(
          sender
              .send(first)
              .thenAccept(
                  tally -> {
                    if (taken(tally) == first.size()) {
                      unknown.remove(bay);
                    }
                  }));
    }
    CompletableFuture.allOf(under.toArray(new CompletableFuture<?>[0])).join();
    return unknown.size();
  }

  /** In the log, now or by a message before whose answer was lost. */
  static long taken(Tally tally) {
    return tally.accepted() + tally.duplicate();
  }

  /**
   * They send at this rate from now on, until {@link Shift#end}, in turn.
   *
   * @param readingsPerSecond of all together
   */
  Shift begin(double readingsPerSecond) {
    return Shift.begin(sender, this::nextBay, BAY * VITALS / readingsPerSecond);
  }

  private List<OutgoingReading> nextBay() {
    int bay = next;
    next = (next + 1) % bays();
    return bay(bay, seconds(), false);
  }

  private int bays() {
    return (size.patients() + BAY - 1) / BAY;
  }

  private static long seconds() {
    return System.currentTimeMillis() / 1000;
  }

  private List<OutgoingReading> bay(int bay, long second, boolean first) {
    List<OutgoingReading> readings = new ArrayList<>(BAY * VITALS);
    int end = Math.min(size.patients(), (bay + 1) * BAY);
    for (int patient = bay * BAY; patient < end; patient++) {
      if (first && hasFever(patient)) {
        for (int ago : FEVER_SINCE) {
          readings.add(reading(patient, TEMPERATURE, FEVER, "Cel", second - ago));
        }
      }
      for (Kind kind : KINDS) {
        boolean fever = hasFever(patient) && kind.vital().equals(TEMPERATURE);
        int turn = (int) ((second + patient) % kind.values().size());
        BigDecimal value = fever ? FEVER : kind.values().get(turn);
        readings.add(reading(patient, kind.vital(), value, kind.unit(), second));
      }
    }
    return readings;
  }

  private boolean hasFever(int patient) {
    return patient < size.open();
  }

  private static OutgoingReading reading(
      int patient, String vital, BigDecimal value, String unit, long second) {
    return OutgoingReading.ofPatient(patient(patient), vital, value, unit, second, "monitor");
  }

  @Override
  public void close() {
    sender.close();
  }
}
