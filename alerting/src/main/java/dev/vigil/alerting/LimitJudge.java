package dev.vigil.alerting;

import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits act on readings at once. All readings of a record are judged before anybody is told, so
 * that a batch raises what is true at its end and no storm.
 */
final class LimitJudge {
  /** Kind of the deadline at which a pending condition is over; shared with the scores. */
  static final String DELAY = "delay";

  private static final String SUBJECT = "limit/";

  private final Scene at;

  LimitJudge(Scene at) {
    this.at = at;
  }

  static boolean owns(String subject) {
    return subject.startsWith(SUBJECT);
  }

  /** Takes the usable readings of one record, in the order in which they were measured. */
  void readings(List<Reading> readings) {
    SortedMap<String, VitalWatch> judged = new TreeMap<>();
    CombinationJudge combinations = new CombinationJudge(at);
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      VitalWatch watch =
          at.state().vitals().computeIfAbsent(reading.vital(), vital -> new VitalWatch());
      if (watch.isCurrent(reading)) {
        watch.judge(reading, allChecks(reading.vital()), at.now());
        combinations.reading(watch, reading);
        judged.put(reading.vital(), watch);
      }
      boolean last = i + 1 == readings.size();
      if (last || readings.get(i + 1).measured() != reading.measured()) {
        combinations.second(reading.measured());
      }
    }
    judged.forEach(this::settle);
  }

  /** Limits changed, by policy or for this patient. */
  void rejudge() {
    for (Map.Entry<String, VitalWatch> entry : at.state().vitals().entrySet()) {
      List<LimitCheck> checks = allChecks(entry.getKey());
      entry.getValue().retain(ids(entry.getKey(), checks));
      entry.getValue().rejudge(checks, at);
      // A shorter delay may be over already.
      entry.getValue().elapse(checks, at.now());
      settle(entry.getKey(), entry.getValue());
    }
  }

  /** The deadline of a pending condition. */
  void elapse(String subject) {
    String vital = subject.substring(SUBJECT.length());
    VitalWatch watch = at.state().vitals().get(vital);
    if (watch != null) {
      watch.elapse(checks(vital), at.now());
      settle(vital, watch);
    }
  }

  /** Nothing is watched any more. */
  void stop() {
    at.state().vitals().keySet().forEach(vital -> at.step().cancel(DELAY, SUBJECT + vital));
    at.state().vitals().clear();
  }

  private List<LimitCheck> checks(String vital) {
    return at.policy().limitChecks(vital, at.ownLimits(vital));
  }

  /** What combined rules ask about, too. */
  private List<LimitCheck> allChecks(String vital) {
    List<LimitCheck> asked = at.policy().premises().limits(vital);
    if (asked.isEmpty()) {
      return checks(vital);
    }
    List<LimitCheck> all = new ArrayList<>(checks(vital));
    all.addAll(asked);
    return all;
  }

  private Set<String> ids(String vital, List<LimitCheck> checks) {
    Set<String> ids = new HashSet<>();
    checks.forEach(check -> ids.add(check.id()));
    at.policy().premises().changes(vital).forEach(change -> ids.add(change.id()));
    return ids;
  }

  private void settle(String vital, VitalWatch watch) {
    List<LimitCheck> checks = checks(vital);
    long due = watch.due(checks);
    if (due == Conditions.NEVER) {
      at.step().cancel(DELAY, SUBJECT + vital);
    } else {
      at.step().schedule(due, DELAY, SUBJECT + vital);
    }
    VitalSign sign = VitalSigns.catalogue().get(vital);
    for (Side side : Side.values()) {
      String subject = SUBJECT + vital + '/' + side.wireName();
      at.state().book().settle(subject, new LimitFinding(sign, side, watch, checks), at);
    }
  }

  /** One side of one vital sign. */
  private record LimitFinding(VitalSign sign, Side side, VitalWatch watch, List<LimitCheck> checks)
      implements Finding {

    @Override
    public AlertTransition.Kind kind() {
      return AlertTransition.Kind.LIMIT;
    }

    @Override
    public @Nullable Lead lead() {
      return watch.lead(side, checks);
    }

    @Override
    public boolean isWatchedBy(String rule) {
      return check(rule) != null;
    }

    @Override
    public Account problem(Lead lead) {
      LimitCheck check = check(lead.rule());
      if (check == null) {
        throw new IllegalStateException("rule " + lead.rule() + " leads but isn't there");
      }
      String passed = side == Side.LOW ? " is below " : " is above ";
      String back = side == Side.LOW ? " is at or above " : " is at or below ";
      String because = sign.name() + passed + inUnit(check.limit());
      String clears = "Clears when " + sign.name() + back + inUnit(check.clear());
      return new Account(watch.latest(), because, evidence(sign.toDecimal(check.limit()), clears));
    }

    @Override
    public Account end(AlertTransition last) {
      boolean watched = isWatchedBy(last.rule());
      String because =
          watched ? sign.name() + " is back inside its limit" : "The limit is no longer set";
      return new Account(watch.latest(), because, evidence(last.evidence().limit(), because));
    }

    private @Nullable LimitCheck check(String rule) {
      for (LimitCheck check : checks) {
        if (check.side() == side && check.rule().equals(rule)) {
          return check;
        }
      }
      return null;
    }

    private Evidence evidence(@Nullable BigDecimal limit, String clears) {
      List<Evidence.Sample> readings = new ArrayList<>(watch.samples().size());
      for (VitalWatch.Sample sample : watch.samples()) {
        BigDecimal value = sign.toDecimal(sample.value());
        readings.add(
            new Evidence.Sample(sign.id(), value, sign.unit(), sample.sensor(), sample.measured()));
      }
      return new Evidence(readings, limit, null, null, clears);
    }

    private String inUnit(long steps) {
      return sign.toDecimal(steps).toPlainString() + " " + sign.unit();
    }
  }
}
