package dev.vigil.alerting;

import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.Truth;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Combined rules judged again from moment to moment, deadlines between them included. */
final class CombinationReplay {
  private final Holding holding;
  private final SortedMap<String, Truth> facts;
  private final MomentJudge judge;
  private final Set<String> stood = new TreeSet<>();
  private long due;

  CombinationReplay(CombinationPast.Base base, Collection<CombinedRule> rules) {
    holding = base.holding().copy();
    facts = new TreeMap<>(base.facts());
    judge = new MomentJudge(holding, rules);
    due = base.due();
    note();
  }

  /** Goes on to a moment. */
  void to(Moment moment) {
    // A record's deadlines run before it; among deadlines of one instant the first finds all that
    // this instant changed.
    boolean isTime = moment.kind() == Moment.Kind.TIME;
    while (due < moment.stamp() || (due == moment.stamp() && !isTime)) {
      due = judge.judge(facts, due, false);
      note();
    }
    boolean heard = moment.kind() == Moment.Kind.READINGS;
    if (heard) {
      holding.heard(moment.second(), moment.stamp());
    }
    moment.applyTo(facts);
    due = judge.judge(facts, moment.stamp(), heard);
    note();
  }

  /** What the rules come to. */
  Holding holding() {
    return holding;
  }

  /** What the premises say. */
  SortedMap<String, Truth> facts() {
    return facts;
  }

  /** When to judge next if nothing comes. */
  long due() {
    return due;
  }

  /** The rules that were the case at some moment. */
  Set<String> stood() {
    return stood;
  }

  private void note() {
    stood.addAll(holding.rules().kept().keySet());
  }
}
