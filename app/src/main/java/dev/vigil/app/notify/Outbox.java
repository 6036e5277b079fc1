package dev.vigil.app.notify;

import dev.vigil.alerting.Triage;
import dev.vigil.alerting.channels.Numbered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait for a channel, which carries one at a time: in a storm, or after an outage,
 * whoever is in danger comes first. Not thread-safe.
 */
final class Outbox {
  /** In their turn. */
  private Deque<List<Numbered>> waiting = new ArrayDeque<>();

  /** What came since the last turn. */
  private final List<List<Numbered>> fresh = new ArrayList<>();

  /**
   * Takes a message.
   *
   * @param together transitions of one patient, later than all of that patient that wait
   */
  void add(List<Numbered> together) {
    fresh.add(List.copyOf(together));
  }

  /**
   * Takes out the most urgent message; null if none waits.
   *
   * @param aside patients whose messages let those of others go first, in the order in which they
   *     were last tried; where no others wait, these take turns
   */
  @Nullable List<Numbered> next(Set<String> aside) {
    if (!fresh.isEmpty()) {
      order(all());
    }
    Iterator<List<Numbered>> each = waiting.iterator();
    while (each.hasNext()) {
      List<Numbered> other = each.next();
      if (!aside.contains(patient(other))) {
        each.remove();
        return other;
      }
    }
    return longestUntried(aside);
  }

  /** By urgency alone, one that never gets through would have every turn. */
  private @Nullable List<Numbered> longestUntried(Set<String> aside) {
    Map<String, List<Numbered>> first = new HashMap<>();
    waiting.forEach(each -> first.putIfAbsent(patient(each), each));
    for (String patient : aside) {
      List<Numbered> longest = first.get(patient);
      if (longest != null) {
        waiting.remove(longest);
        return longest;
      }
    }
    return null;
  }

  private List<List<Numbered>> all() {
    List<List<Numbered>> all = new ArrayList<>(waiting);
    all.addAll(fresh);
    return all;
  }

  private void order(List<List<Numbered>> all) {
    fresh.clear();
    waiting = new ArrayDeque<>();
    for (Triage.Turn<List<Numbered>> turn : Triage.of(all, Outbox::patient, Outbox::urgency)) {
      waiting.add(turn.what());
    }
  }

  /** Whether a high alert waits that asks, of another patient than a message that was tried. */
  boolean overtakes(List<Numbered> tried) {
    return all().stream()
        .anyMatch(each -> urgency(each) >= Triage.HIGH && !patient(each).equals(patient(tried)));
  }

  /** Whether a high alert waits that asks. */
  boolean hasHigh() {
    return all().stream().anyMatch(each -> urgency(each) >= Triage.HIGH);
  }

  /**
   * Takes back a message that was tried in vain: before all of its patient, and with these behind
   * what is as urgent of others.
   */
  void putBack(List<Numbered> tried) {
    List<List<Numbered>> all = new ArrayList<>();
    List<List<Numbered>> own = new ArrayList<>(List.of(tried));
    for (List<Numbered> each : all()) {
      (patient(each).equals(patient(tried)) ? own : all).add(each);
    }
    all.addAll(own);
    order(all);
  }

  int size() {
    return waiting.size() + fresh.size();
  }

  void clear() {
    waiting.clear();
    fresh.clear();
  }

  /** Whose message it is. */
  static String patient(List<Numbered> together) {
    return together.get(0).transition().patient();
  }

  private static int urgency(List<Numbered> together) {
    return together.stream()
        .mapToInt(each -> Triage.urgency(each.transition()))
        .max()
        .orElse(Triage.ASKS_NOBODY);
  }
}
