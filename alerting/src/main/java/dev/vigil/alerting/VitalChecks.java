package dev.vigil.alerting;

import dev.vigil.alerting.rules.ChangeCheck;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.Premises;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that is asked of one vital sign of one patient.
 *
 * @param limits of single rules, leading first
 * @param premises limits that combined rules ask about; none has a delay
 * @param changes rises and falls that combined rules ask about
 */
record VitalChecks(List<LimitCheck> limits, List<LimitCheck> premises, List<ChangeCheck> changes) {
  static VitalChecks of(String vital, Scene at) {
    return new VitalChecks(
        at.policy().limitChecks(vital, at.ownLimits(vital)),
        at.policy().premises().limits(vital),
        at.policy().premises().changes(vital));
  }

  /** What combined rules alone ask of it. */
  static VitalChecks asked(String vital, Premises premises) {
    return new VitalChecks(List.of(), premises.limits(vital), premises.changes(vital));
  }

  /** The limits of both kinds. */
  List<LimitCheck> allLimits() {
    if (premises.isEmpty()) {
      return limits;
    }
    List<LimitCheck> all = new ArrayList<>(limits);
    all.addAll(premises);
    return all;
  }

  /** Whether some combined rule asks. */
  boolean arePremises() {
    return !premises.isEmpty() || !changes.isEmpty();
  }

  /** Ids of all of them. */
  Set<String> ids() {
    Set<String> ids = new HashSet<>();
    limits.forEach(check -> ids.add(check.id()));
    ids.addAll(premiseIds());
    return ids;
  }

  /** Ids of what combined rules ask. */
  Set<String> premiseIds() {
    Set<String> ids = new HashSet<>();
    premises.forEach(check -> ids.add(check.id()));
    changes.forEach(change -> ids.add(change.id()));
    return ids;
  }
}
