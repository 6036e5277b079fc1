package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.Trail.Point;
import dev.vigil.alerting.rules.Truth;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A moment at which combined rules were judged.
 *
 * @param second at which the readings that made it were measured; without meaning for other kinds
 * @param stamp the instant, whole seconds since the epoch
 * @param changes what the {@link PremiseFacts} say otherwise than before it, by name; {@code
 *     UNKNOWN} for what says nothing any more
 */
record Moment(Kind kind, long second, long stamp, SortedMap<String, Truth> changes) {
  /** What made it. */
  enum Kind {
    /** Readings measured at one second. */
    READINGS,
    /** Another record, or what a record's corrections changed. */
    RECORD,
    /** Nothing but time. */
    TIME
  }

  Moment {
    requireNonNull(kind, "kind is null");
    changes = changes.isEmpty() ? Collections.emptySortedMap() : changes;
  }

  /** A moment of readings that changed nothing. */
  static Moment of(Point point) {
    return new Moment(Kind.READINGS, point.measured(), point.stamp(), Collections.emptySortedMap());
  }

  /** What has to change for one to become the other. */
  static SortedMap<String, Truth> changes(
      SortedMap<String, Truth> before, SortedMap<String, Truth> after) {
    SortedMap<String, Truth> changes = new TreeMap<>();
    after.forEach(
        (name, truth) -> {
          if (before.get(name) != truth) {
            changes.put(name, truth);
          }
        });
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        changes.put(name, Truth.UNKNOWN);
      }
    }
    return changes;
  }

  /** Brings facts from before it to after it. */
  void applyTo(SortedMap<String, Truth> facts) {
    changes.forEach(
        (name, truth) -> {
          if (truth == Truth.UNKNOWN) {
            facts.remove(name);
          } else {
            facts.put(name, truth);
          }
        });
  }

  /** Whether the reading was taken at it. */
  boolean isOf(Point point) {
    return kind == Kind.READINGS && stamp == point.stamp() && second == point.measured();
  }

  /** Whether it follows the reading: within one instant, readings are taken as measured. */
  boolean isAfter(Point point) {
    return stamp > point.stamp()
        || (stamp == point.stamp() && kind == Kind.READINGS && second > point.measured());
  }

  /** The same without changes of these names. */
  Moment without(Collection<String> names) {
    if (Collections.disjoint(changes.keySet(), names)) {
      return this;
    }
    SortedMap<String, Truth> others = new TreeMap<>(changes);
    others.keySet().removeAll(names);
    return new Moment(kind, second, stamp, others);
  }

  /** The same with more changes. */
  Moment with(SortedMap<String, Truth> more) {
    if (more.isEmpty()) {
      return this;
    }
    SortedMap<String, Truth> all = new TreeMap<>(changes);
    all.putAll(more);
    return new Moment(kind, second, stamp, all);
  }
}
