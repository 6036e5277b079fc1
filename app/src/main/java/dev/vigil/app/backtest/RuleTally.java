package dev.vigil.app.backtest;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What alerts there were under one set of rules: how often somebody was called, and whether before
 * the event. A call is a new alert or one that became worse.
 */
public final class RuleTally {
  /** All rules together. */
  public static final String ALL = "all";

  private static final int SECONDS_PER_HOUR = 3_600;

  /**
   * A call within this time before the onset counts as before it, as in an evaluation ({@link
   * dev.vigil.models.evaluation.LabelledStay}).
   */
  private static final int WINDOW_HOURS = 12;

  private static final long WINDOW_SECONDS = (long) WINDOW_HOURS * SECONDS_PER_HOUR;

  private static final double HOURS_PER_DAY = 24;

  private final SortedMap<String, Sums> byRule = new TreeMap<>();
  private long hours;
  private int patients;
  private int events;

  private static final class Sums {
    private long calls;
    private long high;
    private final List<Double> leads = new ArrayList<>();
    private int standing;
  }

  /**
   * The figures of one rule.
   *
   * @param calls new alerts, and such that became worse by this rule
   * @param perDay calls per patient-day
   * @param highPerDay of these with high priority
   * @param warned patients with an event whom a call came for in the 12 h before it
   * @param standing patients with an event, not warned, whose alert stood open all that time
   * @param leadHours median hours from the first such call to the event; null if there is none
   */
  public record Figures(
      long calls,
      double perDay,
      double highPerDay,
      int warned,
      int standing,
      @Nullable Double leadHours) {}

  /** Takes a patient's transitions, in order. */
  void add(List<AlertTransition> transitions, long patientHours, @Nullable Long onset) {
    patients++;
    hours += patientHours;
    events += onset == null ? 0 : 1;
    for (AlertTransition transition : transitions) {
      if (isCall(transition)) {
        count(ALL, transition);
        count(transition.rule(), transition);
      }
    }
    if (onset != null) {
      event(transitions, onset);
    }
  }

  private static boolean isCall(AlertTransition transition) {
    return transition.cause() == Cause.RAISED || transition.cause() == Cause.STEPPED_UP;
  }

  private void count(String rule, AlertTransition call) {
    Sums sums = sums(rule);
    sums.calls++;
    sums.high += call.priority() == Priority.HIGH ? 1 : 0;
  }

  private void event(List<AlertTransition> transitions, long onset) {
    Map<String, Long> first = new HashMap<>();
    Map<String, AlertTransition> open = new HashMap<>();
    for (AlertTransition transition : transitions) {
      long at = transition.decided();
      if (at >= onset) {
        break;
      }
      if (at >= onset - WINDOW_SECONDS && isCall(transition)) {
        first.putIfAbsent(transition.rule(), at);
        first.putIfAbsent(ALL, at);
      }
      if (transition.state() == State.RESOLVED) {
        open.remove(transition.alert());
      } else {
        open.put(transition.alert(), transition);
      }
    }
    first.forEach((rule, at) -> sums(rule).leads.add((onset - at) / (double) SECONDS_PER_HOUR));
    if (!open.isEmpty() && !first.containsKey(ALL)) {
      sums(ALL).standing++;
    }
    open.values().stream()
        .map(AlertTransition::rule)
        .distinct()
        .filter(rule -> !first.containsKey(rule))
        .forEach(rule -> sums(rule).standing++);
  }

  private Sums sums(String rule) {
    return byRule.computeIfAbsent(rule, id -> new Sums());
  }

  /** Patients with an event whose onset is known. */
  public int events() {
    return events;
  }

  public int patients() {
    return patients;
  }

  /** Of all patients together. */
  public double days() {
    return hours / HOURS_PER_DAY;
  }

  /** Rules that called anybody. */
  public List<String> rules() {
    return byRule.keySet().stream().filter(rule -> !rule.equals(ALL)).toList();
  }

  /** The figures of a rule, or of {@link #ALL}. */
  public Figures figures(String rule) {
    Sums sums = byRule.getOrDefault(rule, new Sums());
    double days = Math.max(days(), Double.MIN_NORMAL);
    return new Figures(
        sums.calls,
        sums.calls / days,
        sums.high / days,
        sums.leads.size(),
        sums.standing,
        median(sums.leads));
  }

  /** Calls of all rules per patient-day. */
  double perDay() {
    return figures(ALL).perDay();
  }

  /**
   * What was lost against other rules on the same patients, in patients with an event: one for each
   * who is neither called for in the 12 h before it any more nor has an alert open, and one for
   * each 12 h of warning that people no longer have. Never below zero.
   */
  double lostSince(RuleTally before) {
    int guarded = before.guarded() - guarded();
    double hours = before.warningHours() - warningHours();
    return Math.max(0, guarded) + Math.max(0, hours) / WINDOW_HOURS;
  }

  private int guarded() {
    Sums all = byRule.getOrDefault(ALL, new Sums());
    return all.leads.size() + all.standing;
  }

  private double warningHours() {
    Sums all = byRule.getOrDefault(ALL, new Sums());
    double called = all.leads.stream().mapToDouble(Double::doubleValue).sum();
    return called + (double) WINDOW_HOURS * all.standing;
  }

  private static @Nullable Double median(List<Double> leads) {
    if (leads.isEmpty()) {
      return null;
    }
    double[] sorted = leads.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
