package dev.vigil.alerting;

import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.Premises;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.alerting.rules.Verdict;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the premises of combined rules say of one patient at one moment: each sensor, each score and
 * each silence by itself, under its name. What says nothing isn't among them.
 */
final class PremiseFacts {
  private PremiseFacts() {}

  /** Name of what a sensor says to a limit or a change; without a sensor, how all these begin. */
  static String name(String check, String sensor) {
    return check + ' ' + sensor;
  }

  /** Names of all that one sensor says. */
  static Set<String> names(VitalChecks checks, String sensor) {
    Set<String> names = new HashSet<>();
    checks.premiseIds().forEach(id -> names.add(name(id, sensor)));
    return names;
  }

  /** Name of what a silence says. */
  static String silence(String vital) {
    return "unmonitored/" + vital;
  }

  /** What all say now. */
  static SortedMap<String, Truth> now(Scene at) {
    SortedMap<String, Truth> facts = new TreeMap<>();
    Premises premises = at.policy().premises();
    for (String vital : premises.vitals()) {
      VitalWatch watch = at.state().vitals().get(vital);
      if (watch != null) {
        VitalChecks checks = VitalChecks.asked(vital, premises);
        watch.sensors().forEach((id, last) -> facts.putAll(said(checks, id, last, at)));
      }
    }
    for (Premise.OfScore premise : premises.scores()) {
      ScoreWatch watch = at.state().scores().get(premise.rule().model());
      if (watch != null) {
        reached(premise, watch, facts);
      }
    }
    SilenceJudge silences = new SilenceJudge(at);
    for (String vital : premises.silences()) {
      facts.put(silence(vital), Truth.of(silences.isMissing(vital)));
    }
    return facts;
  }

  private static SortedMap<String, Truth> said(
      VitalChecks checks, String sensor, VitalWatch.Sensor last, Scene at) {
    SortedMap<String, Course> courses = at.state().combinations().courses();
    return said(checks, sensor, last.conditions(), id -> courses.get(name(id, sensor)));
  }

  /**
   * What one sensor says.
   *
   * @param courses by id of the change
   */
  static SortedMap<String, Truth> said(
      VitalChecks checks,
      String sensor,
      Conditions conditions,
      Function<String, @Nullable Course> courses) {
    SortedMap<String, Truth> facts = new TreeMap<>();
    for (LimitCheck check : checks.premises()) {
      facts.put(name(check.id(), sensor), Truth.of(conditions.isPresent(check.id())));
    }
    for (ChangeCheck change : checks.changes()) {
      boolean present = conditions.isPresent(change.id());
      Course course = courses.apply(change.id());
      if (present || (course != null && course.judge(change) != Verdict.UNKNOWN)) {
        facts.put(name(change.id(), sensor), Truth.of(present));
      }
    }
    return facts;
  }

  private static void reached(
      Premise.OfScore premise, ScoreWatch watch, SortedMap<String, Truth> facts) {
    boolean present = watch.conditions().isPresent(premise.id());
    if (present || premise.rule().judge(watch.last()) != Verdict.UNKNOWN) {
      facts.put(premise.id(), Truth.of(present));
    }
  }
}
