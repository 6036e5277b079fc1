package dev.vigil.alerting;

import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.alerting.rules.Verdict;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Pause;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What should be open, worked out from the whole history each time: no state but the history
 * itself, and silence second by second.
 */
final class SlowReference {
  private static final long SPEAKS = 900;

  private record Heard(long stamp, Reading reading) {}

  private final List<LimitCheck> checks;
  private final String vital;
  private final MonitoringPlan plan;
  private final List<Heard> accepted = new ArrayList<>();
  private final Map<String, Long> silentSince = new TreeMap<>();
  private final TreeSet<String> missing = new TreeSet<>();
  private long second;

  SlowReference(String vital, List<LimitCheck> checks, MonitoringPlan plan, long admitted) {
    this.vital = vital;
    this.checks = checks;
    this.plan = plan;
    this.second = admitted;
    plan.items().forEach(item -> silentSince.put(item.vital(), admitted));
  }

  /** Time passes up to and including this second. */
  void advance(long now) {
    while (second < now) {
      second++;
      plan.items().forEach(item -> look(item, second));
    }
  }

  void readings(long stamp, List<Reading> readings) {
    List<Reading> sorted = new ArrayList<>(readings);
    sorted.sort(Comparator.comparing(Reading::measured).thenComparing(Reading::sensor));
    for (Reading reading : sorted) {
      if (reading.status() == Reading.Status.WITHDRAWN
          || reading.measured() <= stamp - 86_400
          || reading.measured() > stamp + 60) {
        continue;
      }
      for (Item item : plan.items()) {
        if (item.vital().equals(reading.vital())
            && reading.measured() > stamp - item.intervalSeconds() - item.graceSeconds()) {
          silentSince.merge(item.vital(), stamp, Math::max);
        }
      }
      if (reading.vital().equals(vital) && isCurrent(reading)) {
        accepted.add(new Heard(stamp, reading));
      }
    }
    plan.items().forEach(item -> look(item, stamp));
  }

  void resume(long stamp, long blindUntil) {
    if (blindUntil - stamp > 10) {
      for (Item item : plan.items()) {
        if (!missing.contains(item.vital())) {
          silentSince.merge(item.vital(), blindUntil, Math::max);
        }
      }
    }
  }

  /** Priority by subject. */
  Map<String, Priority> open() {
    Map<String, Priority> open = new TreeMap<>();
    for (Side side : Side.values()) {
      for (LimitCheck check : checks) {
        if (check.side() == side && isPresent(check)) {
          open.merge(
              "limit/" + vital + "/" + side.wireName(),
              check.priority(),
              (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
      }
    }
    missing.forEach(v -> open.put("unmonitored/" + v, Priority.LOW));
    return open;
  }

  private void look(Item item, long now) {
    long counts = silentSince.get(item.vital());
    for (Pause pause : plan.pauses()) {
      if (pause.vital().equals(item.vital()) && pause.from() <= now) {
        counts = Math.max(counts, pause.until());
      }
    }
    if (now >= counts + item.intervalSeconds() + item.graceSeconds()) {
      missing.add(item.vital());
    } else {
      missing.remove(item.vital());
    }
  }

  private boolean isCurrent(Reading reading) {
    return accepted.stream()
        .map(Heard::reading)
        .allMatch(
            earlier ->
                reading.measured() > earlier.measured() - SPEAKS
                    && (!earlier.sensor().equals(reading.sensor())
                        || reading.measured() > earlier.measured()));
  }

  private boolean isPresent(LimitCheck check) {
    return accepted.stream()
        .map(heard -> heard.reading().sensor())
        .distinct()
        .anyMatch(sensor -> isPresent(check, sinceItSpeaks(sensor)));
  }

  /** The sensor's readings since it last fell silent for long, none if it is silent now. */
  private List<Heard> sinceItSpeaks(String sensor) {
    List<Heard> own = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    for (Heard heard : accepted) {
      latest = Math.max(latest, heard.reading().measured());
      if (heard.reading().sensor().equals(sensor)) {
        own.add(heard);
      }
      if (!own.isEmpty() && own.get(own.size() - 1).reading().measured() <= latest - SPEAKS) {
        own.clear();
      }
    }
    return own;
  }

  /** Whether, since it was last well inside, some run beyond the limit has lasted. */
  private boolean isPresent(LimitCheck check, List<Heard> heard) {
    int start = 0;
    for (int i = 0; i < heard.size(); i++) {
      if (check.judge(heard.get(i).reading().value()) == Verdict.INSIDE) {
        start = i + 1;
      }
    }
    for (int i = start; i < heard.size(); i++) {
      boolean first = i == start || !isBeyond(check, heard.get(i - 1));
      if (first && isBeyond(check, heard.get(i)) && hasLasted(check, heard, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasLasted(LimitCheck check, List<Heard> heard, int first) {
    int end = first;
    while (end < heard.size() && isBeyond(check, heard.get(end))) {
      end++;
    }
    Heard begin = heard.get(first);
    long measured = heard.get(end - 1).reading().measured() - begin.reading().measured();
    long until = end < heard.size() ? heard.get(end).stamp() : second;
    return measured >= check.delaySeconds() || until - begin.stamp() >= check.delaySeconds();
  }

  private static boolean isBeyond(LimitCheck check, Heard heard) {
    return check.judge(heard.reading().value()) == Verdict.BEYOND;
  }
}
