package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Trail.Point;
import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.Truth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The last moments at which combined rules were judged, with what they came to before: what is
 * needed to judge them again when a reading that their premises stand on is corrected, withdrawn or
 * comes late. What is older is folded into what came before.
 */
final class CombinationPast {
  /** How many moments can still be judged again. */
  static final int KEPT = 100;

  /**
   * Before the first moment kept.
   *
   * @param facts what the premises said then
   * @param stamp instant of the last moment before
   * @param second latest measured second of readings of that instant that are in it
   * @param due when it would have been judged next
   */
  record Base(Holding holding, SortedMap<String, Truth> facts, long stamp, long second, long due) {
    Base {
      requireNonNull(holding, "holding is null");
      facts = new TreeMap<>(facts);
    }

    private boolean holds(Point point) {
      return point.stamp() < stamp || (point.stamp() == stamp && point.measured() <= second);
    }
  }

  private final ArrayList<Moment> moments;
  // After the last moment.
  private SortedMap<String, Truth> latest;
  private Base base;

  /** It begins now. */
  CombinationPast(Holding holding, SortedMap<String, Truth> facts, long now) {
    this(new Base(holding.copy(), facts, now, Long.MIN_VALUE, Conditions.NEVER), List.of());
  }

  CombinationPast(Base base, List<Moment> moments) {
    this.base = base;
    this.moments = new ArrayList<>(moments);
    latest = new TreeMap<>(base.facts());
    moments.forEach(moment -> moment.applyTo(latest));
  }

  Base base() {
    return base;
  }

  List<Moment> moments() {
    return moments;
  }

  CombinationPast copy() {
    Base same =
        new Base(base.holding().copy(), base.facts(), base.stamp(), base.second(), base.due());
    return new CombinationPast(same, moments);
  }

  /**
   * Takes note of a moment that is being judged, unless nothing but time went on since the last.
   *
   * @param facts what the premises say at it
   */
  void add(
      Moment.Kind kind,
      long second,
      long stamp,
      SortedMap<String, Truth> facts,
      Collection<CombinedRule> rules) {
    SortedMap<String, Truth> changes = Moment.changes(latest, facts);
    if (kind == Moment.Kind.READINGS || !changes.isEmpty() || moments.isEmpty()) {
      moments.add(new Moment(kind, second, stamp, changes));
      latest = new TreeMap<>(facts);
      trim(rules);
    }
  }

  /** A sensor said something else than was thought. */
  void revise(Trail trail, Collection<CombinedRule> rules) {
    List<Point> points = trail.points();
    int first = trail.first();
    if (first < 0) {
      return;
    }
    complete(points);
    int start = 0;
    if (base.holds(points.get(first))) {
      base = rebased(trail, rules);
    } else {
      start = indexOf(points.get(first), 0);
    }
    SortedMap<String, Truth> says = saidBefore(start, trail.names());
    moments.subList(start, moments.size()).replaceAll(moment -> moment.without(trail.names()));
    int index = start - 1;
    for (Point point : points.subList(first, points.size())) {
      if (!base.holds(point)) {
        index = indexOf(point, index + 1);
        SortedMap<String, Truth> next = point.says();
        if (next != null) {
          moments.set(index, moments.get(index).with(Moment.changes(says, next)));
          says = next;
        }
      }
    }
  }

  /** Judges all again. */
  CombinationReplay replay(Collection<CombinedRule> rules) {
    CombinationReplay replay = new CombinationReplay(base, rules);
    moments.forEach(replay::to);
    latest = new TreeMap<>(replay.facts());
    trim(rules);
    return replay;
  }

  /** Each reading after the base has its moment; one that came late gets it in its turn. */
  private void complete(List<Point> points) {
    int next = moments.size();
    for (int i = points.size() - 1; i >= 0 && !base.holds(points.get(i)); i--) {
      next = place(points.get(i), next);
    }
  }

  /** Index of the moment of a reading, which is before another's. */
  private int place(Point point, int next) {
    for (int i = next - 1; i >= 0 && moments.get(i).stamp() >= point.stamp(); i--) {
      if (moments.get(i).isOf(point)) {
        return i;
      }
    }
    int at = next;
    while (at > 0 && moments.get(at - 1).isAfter(point)) {
      at--;
    }
    moments.add(at, Moment.of(point));
    return at;
  }

  private int indexOf(Point point, int from) {
    for (int i = from; i < moments.size(); i++) {
      if (moments.get(i).isOf(point)) {
        return i;
      }
    }
    throw new IllegalStateException(
        "no moment of the reading that came at "
            + point.stamp()
            + ", measured "
            + point.measured());
  }

  /** The base as if the sensor had said what is known now. */
  private Base rebased(Trail trail, Collection<CombinedRule> rules) {
    SortedMap<String, Truth> facts = new TreeMap<>(base.facts());
    facts.keySet().removeAll(trail.names());
    SortedMap<String, Truth> says = new TreeMap<>();
    for (Point point : trail.points()) {
      SortedMap<String, Truth> next = point.says();
      if (base.holds(point) && next != null) {
        says = next;
      }
    }
    facts.putAll(says);
    if (facts.equals(base.facts())) {
      return base;
    }
    Holding holding = base.holding().copy();
    MomentJudge judge = new MomentJudge(holding, rules);
    boolean heard = facts.keySet().containsAll(base.facts().keySet());
    long due =
        heard ? judge.judge(facts, base.stamp(), false) : judge.judgeUnheard(facts, base.stamp());
    return new Base(holding, facts, base.stamp(), base.second(), due);
  }

  /** What was said under these names before a moment. */
  private SortedMap<String, Truth> saidBefore(int index, Set<String> names) {
    SortedMap<String, Truth> facts = new TreeMap<>(base.facts());
    moments.subList(0, index).forEach(moment -> moment.applyTo(facts));
    facts.keySet().retainAll(names);
    return facts;
  }

  private void trim(Collection<CombinedRule> rules) {
    while (moments.size() > KEPT) {
      Moment oldest = moments.remove(0);
      CombinationReplay replay = new CombinationReplay(base, rules);
      replay.to(oldest);
      boolean sameInstant = oldest.stamp() == base.stamp();
      long second = sameInstant ? base.second() : Long.MIN_VALUE;
      if (oldest.kind() == Moment.Kind.READINGS) {
        second = Math.max(second, oldest.second());
      }
      base = new Base(replay.holding(), replay.facts(), oldest.stamp(), second, replay.due());
    }
  }
}
