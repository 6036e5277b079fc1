package dev.vigil.alerting;

import dev.vigil.alerting.rules.Verdict;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The conditions of several rules about one thing, by the rule's id; those absent aren't kept. */
final class Conditions {
  /** No deadline. */
  static final long NEVER = Long.MAX_VALUE;

  private final TreeMap<String, Condition> byId;

  Conditions() {
    byId = new TreeMap<>();
  }

  Conditions(SortedMap<String, Condition> byId) {
    this.byId = new TreeMap<>(byId);
  }

  SortedMap<String, Condition> kept() {
    return byId;
  }

  Conditions copy() {
    return new Conditions(byId);
  }

  boolean isPresent(String id) {
    return byId.get(id) instanceof Condition.Present;
  }

  void judge(String id, Verdict verdict, long measured, long now, int delaySeconds) {
    put(id, get(id).judged(verdict, measured, now, delaySeconds));
  }

  void elapse(String id, long now, int delaySeconds) {
    put(id, get(id).elapsed(now, delaySeconds));
  }

  /** When a pending condition becomes present if nothing comes, or {@link #NEVER}. */
  long due(String id, int delaySeconds) {
    return byId.get(id) instanceof Condition.Pending pending ? pending.due(delaySeconds) : NEVER;
  }

  /** One of them is as it is there. */
  void take(String id, Conditions other) {
    put(id, other.get(id));
  }

  void retain(Set<String> ids) {
    byId.keySet().retainAll(ids);
  }

  void dropPending() {
    byId.values().removeIf(condition -> condition instanceof Condition.Pending);
  }

  private Condition get(String id) {
    @Nullable Condition condition = byId.get(id);
    return condition == null ? Condition.ABSENT : condition;
  }

  private void put(String id, Condition condition) {
    if (condition instanceof Condition.Absent) {
      byId.remove(id);
    } else {
      byId.put(id, condition);
    }
  }
}
