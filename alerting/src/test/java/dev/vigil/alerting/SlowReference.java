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

  private static final int WINDOW = 20;

  private record Heard(long stamp, Reading reading) {
    boolean stands() {
      return reading.status() != Reading.Status.WITHDRAWN;
    }
  }

  private final List<LimitCheck> checks;
  private final String vital;
  private final MonitoringPlan plan;
  // By sensor that still speaks, all its readings since it does, in measured order.
  private final Map<String, List<Heard>> accepted = new TreeMap<>();
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
      if (reading.measured() <= stamp - 86_400 || reading.measured() > stamp + 60) {
        continue;
      }
      for (Item item : plan.items()) {
        if (item.vital().equals(reading.vital())
            && reading.status() != Reading.Status.WITHDRAWN
            && reading.measured() > stamp - item.intervalSeconds() - item.graceSeconds()) {
          silentSince.merge(item.vital(), stamp, Math::max);
        }
      }
    }
    // What is later than all before is taken first; what is not changes the past.
    List<Reading> late = new ArrayList<>();
    for (Reading reading : sorted) {
      if (reading.vital().equals(vital)
          && reading.measured() > stamp - 86_400
          && reading.measured() <= stamp + 60) {
        if (!isCurrent(reading)) {
          late.add(reading);
        } else if (reading.status() != Reading.Status.WITHDRAWN) {
          own(reading.sensor()).add(new Heard(stamp, reading));
          forgetSilent();
        }
      }
    }
    late.forEach(this::revise);
    accepted.values().removeIf(own -> window(own).stream().noneMatch(Heard::stands));
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

  private List<Heard> own(String sensor) {
    return accepted.computeIfAbsent(sensor, id -> new ArrayList<>());
  }

  private static long latest(List<Heard> own) {
    return own.get(own.size() - 1).reading().measured();
  }

  private void forgetSilent() {
    long latest = accepted.values().stream().mapToLong(SlowReference::latest).max().orElseThrow();
    accepted.values().removeIf(own -> latest(own) <= latest - SPEAKS);
  }

  private boolean isCurrent(Reading reading) {
    List<Heard> own = accepted.get(reading.sensor());
    return (own == null || reading.measured() > latest(own))
        && accepted.values().stream().allMatch(o -> reading.measured() > latest(o) - SPEAKS);
  }

  private static List<Heard> window(List<Heard> own) {
    return own.subList(Math.max(0, own.size() - WINDOW), own.size());
  }

  private void revise(Reading reading) {
    List<Heard> own = accepted.get(reading.sensor());
    if (own == null || reading.measured() < window(own).get(0).reading().measured()) {
      return;
    }
    int i = 0;
    while (own.get(i).reading().measured() < reading.measured()) {
      i++;
    }
    Heard there = own.get(i);
    if (there.reading().measured() != reading.measured()) {
      if (reading.status() != Reading.Status.WITHDRAWN) {
        own.add(i, new Heard(there.stamp(), reading));
      }
    } else if (reading.version() > there.reading().version()) {
      own.set(i, new Heard(there.stamp(), reading));
    }
  }

  private boolean isPresent(LimitCheck check) {
    return accepted.values().stream()
        .anyMatch(own -> isPresent(check, own.stream().filter(Heard::stands).toList()));
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
