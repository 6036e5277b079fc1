package dev.vigil.alerting;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the alert fold keeps of a patient for rules of several things at once: what they come to,
 * how values went, and the moments that can still be judged again.
 */
final class Combinations {
  private Holding holding = new Holding();
  private final TreeMap<String, Course> courses = new TreeMap<>();
  private @Nullable CombinationPast past;

  /** What the rules come to now. */
  Holding holding() {
    return holding;
  }

  void holding(Holding next) {
    holding = next;
  }

  /** By name of what a sensor says to a change, as in {@link PremiseFacts}. */
  SortedMap<String, Course> courses() {
    return courses;
  }

  /** Null while no combined rule is set. */
  @Nullable CombinationPast past() {
    return past;
  }

  void past(@Nullable CombinationPast next) {
    past = next;
  }

  boolean isEmpty() {
    return holding.isEmpty() && courses.isEmpty() && past == null;
  }

  void clear() {
    holding = new Holding();
    courses.clear();
    past = null;
  }

  Combinations copy() {
    Combinations copy = new Combinations();
    copy.holding = holding.copy();
    courses.forEach((name, course) -> copy.courses.put(name, course.copy()));
    copy.past = past == null ? null : past.copy();
    return copy;
  }
}
