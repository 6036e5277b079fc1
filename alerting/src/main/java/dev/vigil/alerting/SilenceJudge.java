package dev.vigil.alerting;

import dev.vigil.alerting.rules.UnmonitoredRule;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Pause;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Silence is an alarm: every vital sign of the monitoring plan that doesn't come in time is
 * unmonitored, whether or not one ever came.
 */
final class SilenceJudge {
  /** Kind of the deadline at which a vital sign is missing; its id is the vital sign's. */
  static final String SILENCE = "silence";

  private static final String SUBJECT = "unmonitored/";

  private final Scene at;
  private final MonitoringPlan plan;

  SilenceJudge(Scene at) {
    this.at = at;
    PatientContext context = at.state().context();
    this.plan = context == null ? MonitoringPlan.NONE : context.plan();
  }

  /** Takes the usable readings of one record. A batch of old ones is no sign of monitoring now. */
  void readings(List<Reading> readings) {
    if (plan.items().isEmpty()) {
      return;
    }
    Set<String> heard = new TreeSet<>();
    for (Reading reading : readings) {
      Item item = item(reading.vital());
      if (item != null && reading.measured() > at.now() - longest(item)) {
        at.state()
            .silences()
            .computeIfPresent(
                reading.vital(), (v, silence) -> silence.broken(at.now(), reading.measured()));
        heard.add(reading.vital());
      }
    }
    // The deadline stays where it is: when it comes it looks again. Only an alert is ended at once.
    for (String vital : heard) {
      if (at.state().book().isOpen(SUBJECT + vital)) {
        judge(vital);
      }
    }
  }

  /**
   * Vigil was blind. What is already known to be missing stays so: nothing was seen that would say
   * otherwise.
   */
  void resume(Resume resume) {
    for (String vital : at.state().silences().keySet()) {
      if (!at.state().book().isOpen(SUBJECT + vital)) {
        at.state()
            .silences()
            .computeIfPresent(vital, (v, silence) -> silence.notBefore(resume.blindUntil()));
        judge(vital);
      }
    }
  }

  /**
   * The plan changed. What is expected anew counts from now; a pause that was ended early or taken
   * back counts up to now.
   */
  void replan(MonitoringPlan before) {
    SortedMap<String, Silence> silences = at.state().silences();
    Set<String> expected = plan.items().stream().map(Item::vital).collect(Collectors.toSet());
    for (String vital : List.copyOf(silences.keySet())) {
      if (!expected.contains(vital)) {
        silences.remove(vital);
        judge(vital);
      }
    }
    for (String vital : new TreeSet<>(expected)) {
      Silence silence = silences.get(vital);
      if (silence == null) {
        silences.put(vital, new Silence(at.now(), null));
      } else {
        long counted = silence.countsFrom(pauses(before, vital), at.now());
        silences.put(vital, silence.notBefore(Math.min(at.now(), counted)));
      }
      judge(vital);
    }
  }

  /** Rules changed. */
  void rejudge() {
    List.copyOf(at.state().silences().keySet()).forEach(this::judge);
  }

  /** Whether the vital sign is expected and missing now. */
  boolean isMissing(String vital) {
    Long due = due(vital);
    return due != null && due <= at.now();
  }

  /** When the vital sign is missing if it doesn't come, or null where it isn't expected. */
  private @Nullable Long due(String vital) {
    Silence silence = at.state().silences().get(vital);
    Item item = item(vital);
    return silence == null || item == null
        ? null
        : (Long) (silence.countsFrom(pauses(plan, vital), at.now()) + longest(item));
  }

  /** Looks whether the vital sign is missing now, and when to look again. */
  void judge(String vital) {
    Silence silence = at.state().silences().get(vital);
    Item item = item(vital);
    Long due = due(vital);
    boolean missing = due != null && due <= at.now();
    Long wake = missing ? nextPause(vital) : due;
    if (wake == null) {
      at.step().cancel(SILENCE, vital);
    } else {
      at.step().schedule(wake, SILENCE, vital);
    }
    SilenceFinding finding =
        new SilenceFinding(vital, item, silence, missing, at.policy().unmonitored(), at.now());
    at.state().book().settle(SUBJECT + vital, finding, at);
  }

  /** Nothing is watched any more. */
  void stop() {
    at.state().silences().keySet().forEach(vital -> at.step().cancel(SILENCE, vital));
    at.state().silences().clear();
  }

  private @Nullable Item item(String vital) {
    for (Item item : plan.items()) {
      if (item.vital().equals(vital)) {
        return item;
      }
    }
    return null;
  }

  private static List<Pause> pauses(MonitoringPlan plan, String vital) {
    return plan.pauses().stream().filter(pause -> pause.vital().equals(vital)).toList();
  }

  private @Nullable Long nextPause(String vital) {
    return pauses(plan, vital).stream()
        .map(Pause::from)
        .filter(from -> from > at.now())
        .min(Long::compare)
        .orElse(null);
  }

  private static long longest(Item item) {
    return (long) item.intervalSeconds() + item.graceSeconds();
  }

  /** One vital sign of the plan. */
  private record SilenceFinding(
      String vital,
      @Nullable Item item,
      @Nullable Silence silence,
      boolean missing,
      @Nullable UnmonitoredRule rule,
      long now)
      implements Finding {

    @Override
    public AlertTransition.Kind kind() {
      return AlertTransition.Kind.UNMONITORED;
    }

    @Override
    public @Nullable Lead lead() {
      return missing && rule != null ? new Lead(rule.id(), rule.priority()) : null;
    }

    @Override
    public boolean isWatchedBy(String id) {
      return item != null && rule != null && rule.id().equals(id);
    }

    @Override
    public Account problem(Lead lead) {
      String expected = item == null ? "" : ", expected every " + item.intervalSeconds() + " s";
      String because = "No " + name() + " comes" + expected;
      return account(because, "Clears when " + name() + " comes again");
    }

    @Override
    public Account end(AlertTransition last) {
      String because =
          isWatchedBy(last.rule())
              ? name() + " comes again, or its monitoring is paused"
              : name() + " is no longer expected";
      return account(because, because);
    }

    private Account account(String because, String clears) {
      Long lastSeen = silence == null ? null : silence.measured();
      return new Account(now, because, new Evidence(List.of(), null, null, lastSeen, clears));
    }

    private String name() {
      VitalSign sign = VitalSigns.catalogue().find(vital);
      return sign == null ? vital : sign.name();
    }
  }
}
