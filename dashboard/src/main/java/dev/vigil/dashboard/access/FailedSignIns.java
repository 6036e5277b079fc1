package dev.vigil.dashboard.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses passwords: after {@value #MOST} failures within {@value #SECONDS} s a name
 * can't sign in from that address until the oldest is so old. Times are seconds.
 */
public final class FailedSignIns {
  static final int MOST = 5;
  static final long SECONDS = 300;
  private static final int MOST_REMEMBERED = 10_000;
  private static final long A_MOMENT = 1;

  private final Map<String, Deque<Long>> bySource = new LinkedHashMap<>();
  private final Map<String, Integer> underWay = new HashMap<>();

  /** Seconds to wait; 0 if a try is allowed now. */
  public synchronized long wait(String name, String address, long now) {
    Deque<Long> failures = bySource.get(source(name, address));
    if (failures == null) {
      return 0;
    }
    failures.removeIf(at -> at <= now - SECONDS);
    return failures.size() < MOST ? 0 : failures.getFirst() + SECONDS - now;
  }

  /**
   * The same of a try that takes its time and is under way from now on, until {@link #end}: of many
   * at once no more go on than may fail.
   */
  public synchronized long begin(String name, String address, long now) {
    long wait = wait(name, address, now);
    if (wait > 0) {
      return wait;
    }
    String source = source(name, address);
    Deque<Long> failures = bySource.get(source);
    int open = underWay.getOrDefault(source, 0);
    if ((failures == null ? 0 : failures.size()) + open >= MOST) {
      return A_MOMENT;
    }
    underWay.put(source, open + 1);
    return 0;
  }

  /** A try that has begun is known to have failed or not. */
  public synchronized void end(String name, String address) {
    underWay.computeIfPresent(source(name, address), (source, open) -> open > 1 ? open - 1 : null);
  }

  /** Another failure. */
  public synchronized void add(String name, String address, long now) {
    if (bySource.size() >= MOST_REMEMBERED) {
      bySource.remove(bySource.keySet().iterator().next());
    }
    bySource.computeIfAbsent(source(name, address), key -> new ArrayDeque<>()).add(now);
  }

  /** It went well. */
  public synchronized void clear(String name, String address) {
    bySource.remove(source(name, address));
  }

  private static String source(String name, String address) {
    return address + " " + name;
  }
}
