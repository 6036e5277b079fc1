package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who passed a limit, when that was to be sent, and when it could be read on the board. Every
 * crossing has to give exactly one alert. Thread-safe.
 */
final class Crossings implements BoardPage.Reader {
  /** The default rules that a racing heart raises, high and medium. */
  private static final Set<String> RULES = Set.of("heart-rate-extreme", "heart-rate-abnormal");

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Long> waiting = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> crossed = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> raised = new ConcurrentHashMap<>();
  private final List<Arrival> arrivals = new ArrayList<>();

  /**
   * Somebody is about to pass a limit.
   *
   * @param dueNanos when that is to be sent, of {@link System#nanoTime}
   */
  void due(String patient, long dueNanos) {
    count(crossed, patient);
    if (waiting.put(requireNonNull(patient, "patient is null"), dueNanos) != null) {
      throw new IllegalStateException(patient + " still waits for the alert before");
    }
  }

  /**
   * An event could be read.
   *
   * @param nanos when, of {@link System#nanoTime}
   */
  @Override
  public void heard(AlertTransition transition, long nanos) {
    if (transition.cause() == Cause.RAISED && RULES.contains(transition.rule())) {
      count(raised, transition.patient());
      Long due = waiting.remove(transition.patient());
      if (due != null) {
        synchronized (arrivals) {
          arrivals.add(new Arrival(transition.priority(), nanos - due));
        }
      }
    }
  }

  /** Whether the alert of somebody who passed a limit can't be read yet. */
  boolean isWaiting(String patient) {
    return waiting.containsKey(patient);
  }

  private static void count(Map<String, AtomicInteger> counts, String patient) {
    counts.computeIfAbsent(patient, id -> new AtomicInteger()).incrementAndGet();
  }

  /** How many limits were passed without an alert that could be read. */
  int waiting() {
    return waiting.size();
  }

  /**
   * Waits for the alerts that are due, and gives all since the last time.
   *
   * @throws VigilException if one doesn't come for a minute after the one before
   */
  List<Arrival> take() throws InterruptedException {
    long missing = CatchUp.await(waiting::size, PATIENCE);
    if (missing > 0) {
      throw VigilException.problem(
          missing + " limits were passed without an alert for " + PATIENCE.toSeconds() + " s.");
    }
    synchronized (arrivals) {
      List<Arrival> taken = List.copyOf(arrivals);
      arrivals.clear();
      return taken;
    }
  }

  /**
   * Makes sure that each crossing gave one alert.
   *
   * @throws VigilException if one gave none, or several
   */
  void requireOneEach() {
    long wrong =
        crossed.entrySet().stream()
            .filter(entry -> entry.getValue().get() != timesRaised(entry.getKey()))
            .count();
    long unasked = raised.keySet().stream().filter(id -> !crossed.containsKey(id)).count();
    if (wrong + unasked > 0) {
      throw VigilException.problem(
          "Of "
              + (wrong + unasked)
              + " patients the board told more or fewer alerts than limits were passed.");
    }
  }

  private int timesRaised(String patient) {
    AtomicInteger times = raised.get(patient);
    return times == null ? 0 : times.get();
  }

  /** How many of these priorities are there. */
  static long count(List<Arrival> arrivals, Priority priority) {
    return arrivals.stream().filter(arrival -> arrival.priority() == priority).count();
  }
}
