package dev.vigil.alerting;

import dev.vigil.alerting.Finding.Lead;
import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one record says about the past of a vital sign: what was the worst before its last reading,
 * and which earlier readings it corrects, withdraws or adds.
 */
final class Hindsight {
  /** The worst of a side, and what was known of the vital sign then. */
  private record Worst(Lead lead, long measured, VitalWatch then) {}

  /**
   * What changed in the past.
   *
   * @param what in words
   * @param stood sides on which a limit was passed at some time, by what is known now
   * @param trails what its sensors said to combined rules, by what is known now
   */
  record Revised(
      String what, Set<Revision.Identity> readings, Set<Side> stood, List<Trail> trails) {
    Revision of(Side side) {
      return new Revision(what, readings, stood.contains(side));
    }
  }

  private final String vital;
  private final VitalHistory history;
  private final VitalChecks asked;
  private final List<LimitCheck> checks;
  private final Scene at;
  private final Map<Side, Worst> worst = new EnumMap<>(Side.class);

  Hindsight(String vital, VitalHistory history, VitalChecks asked, Scene at) {
    this.vital = vital;
    this.history = history;
    this.asked = asked;
    this.checks = asked.limits();
    this.at = at;
  }

  /** Looks at the vital sign after one more reading of the record. */
  void look(VitalWatch watch, long measured) {
    for (Side side : Side.values()) {
      Lead lead = watch.lead(side, checks);
      Worst before = worst.get(side);
      if (lead != null
          && (before == null || lead.priority().compareTo(before.lead().priority()) > 0)) {
        worst.put(side, new Worst(lead, measured, watch.copy()));
      }
    }
  }

  /**
   * Takes the readings that aren't the latest of their sensor.
   *
   * @return what that changes, null if nothing
   */
  @Nullable Revised revise(VitalWatch watch, List<Reading> late) {
    lookAt(late);
    String what = null;
    Set<Revision.Identity> revised = new HashSet<>();
    SortedMap<String, Long> first = new TreeMap<>();
    for (Reading reading : late) {
      String change = history.revise(reading, at.now(), asked);
      if (change != null) {
        what = change;
        revised.add(Revision.Identity.of(reading));
        first.merge(reading.sensor(), reading.measured(), Math::min);
        watch.revise(reading);
      }
    }
    return what == null ? null : judge(watch, what, revised, first);
  }

  private Revised judge(
      VitalWatch watch,
      String what,
      Set<Revision.Identity> revised,
      SortedMap<String, Long> first) {
    Set<Side> stood = EnumSet.noneOf(Side.class);
    List<Trail> trails = new ArrayList<>();
    for (String sensor : List.copyOf(history.sensors().keySet())) {
      VitalHistory.Judged judged = history.judge(sensor, asked, at.now());
      stood.addAll(judged.stood());
      Long from = first.get(sensor);
      if (from != null) {
        watch.rejudged(sensor, history.lastStanding(sensor), asked, judged.conditions());
        if (asked.arePremises()) {
          keepCourses(watch, sensor, judged.courses());
          trails.add(new Trail(PremiseFacts.names(asked, sensor), from, judged.points()));
        }
      }
    }
    history.retain(watch.sensors().keySet());
    return new Revised(what, revised, stood, trails);
  }

  private void keepCourses(VitalWatch watch, String sensor, SortedMap<String, Course> courses) {
    SortedMap<String, Course> kept = at.state().combinations().courses();
    for (ChangeCheck change : asked.changes()) {
      String name = PremiseFacts.name(change.id(), sensor);
      Course course = courses.get(change.id());
      if (course == null || !watch.sensors().containsKey(sensor)) {
        kept.remove(name);
      } else {
        kept.put(name, course);
      }
    }
  }

  /** What late readings would have raised, each sensor's by themselves. */
  private void lookAt(List<Reading> late) {
    Map<String, VitalWatch> bySensor = new TreeMap<>();
    for (Reading reading : late) {
      if (reading.status() == Reading.Status.FINAL) {
        VitalWatch then = bySensor.computeIfAbsent(reading.sensor(), id -> new VitalWatch());
        if (then.isCurrent(reading)) {
          then.judge(reading, checks, at.now());
          look(then, reading.measured());
        }
      }
    }
  }

  /** Tells of what was worse than all that is open and all that is true now. */
  void tell(VitalWatch watch) {
    VitalSign sign = VitalSigns.catalogue().get(vital);
    worst.forEach(
        (side, was) -> {
          String subject = LimitJudge.subject(vital, side);
          Alert.Open open = at.state().book().open().get(subject);
          boolean told = open != null && !isWorse(was.lead(), open.lead());
          boolean now = !isWorse(was.lead(), watch.lead(side, checks));
          if (!told && !now && was.measured() > history.told()) {
            history.told(was.measured());
            LimitFinding then = new LimitFinding(sign, side, was.then(), checks);
            at.state()
                .book()
                .retrospect(
                    subject,
                    then.kind(),
                    was.lead(),
                    then.problem(was.lead()).adding("it was over before it was known"),
                    at);
          }
        });
  }

  private static boolean isWorse(Lead lead, @Nullable Lead other) {
    return other == null || lead.priority().compareTo(other.priority()) > 0;
  }
}
