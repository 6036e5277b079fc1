package dev.vigil.app.alive;

import dev.vigil.schemas.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gateways that have fallen silent without having ended in order. Each gets some time after it is
 * missed: at a start, its own gateway's former sign may be the last one that is read. Not
 * thread-safe.
 */
final class GatewayFaults {
  /** Subjects of technical alerts about gateways begin so; its name in heartbeats follows. */
  static final String SUBJECT = "gateway/";

  /** Between the first look that misses it and the alert. */
  static final int SETTLE_SECONDS = 5;

  private static final String SILENT = "silent";

  private final int patienceSeconds;
  private final Map<String, Long> missedSince = new HashMap<>();

  GatewayFaults(int patienceSeconds) {
    this.patienceSeconds = patienceSeconds;
  }

  /**
   * Looks once.
   *
   * @param lastSigns the second of each gateway's latest sign, by its name
   * @param now the log's time
   * @param monotonic seconds of a clock that never jumps
   */
  List<Fault> look(Map<String, Long> lastSigns, long now, long monotonic) {
    List<Fault> faults = new ArrayList<>();
    missedSince.keySet().retainAll(lastSigns.keySet());
    lastSigns.forEach(
        (name, second) -> {
          if (now - second <= patienceSeconds) {
            missedSince.remove(name);
          } else if (monotonic - missedSince.computeIfAbsent(name, gateway -> monotonic)
              >= SETTLE_SECONDS) {
            faults.add(fault(name));
          }
        });
    return faults;
  }

  /** Whether what was said of it before is neither so for certain nor over. */
  boolean isInDoubt(String subject) {
    return subject.startsWith(SUBJECT)
        && missedSince.containsKey(subject.substring(SUBJECT.length()));
  }

  private Fault fault(String name) {
    return new Fault(
        SUBJECT + name,
        SILENT,
        Priority.HIGH,
        "No sign of " + name + " for " + patienceSeconds + " s or more",
        "What devices send to it alone doesn't come: start it again. If it is to be gone for good,"
            + " start it once more and end it in order.",
        false);
  }
}
