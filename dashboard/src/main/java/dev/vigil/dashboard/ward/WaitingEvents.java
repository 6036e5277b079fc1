package dev.vigil.dashboard.ward;

import dev.vigil.alerting.Triage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Events that no page has heard yet. They are told the most urgent first, and what happened to one
 * patient in its order. In a storm a look sees a small part of it; so whoever isn't in danger waits
 * until it is over, at most {@value #LONGEST_MILLIS} ms, and a high alert never waits.
 *
 * <p>It orders what has no number yet: a position that a page has heard holds.
 */
final class WaitingEvents {
  /** So many patients with news within {@value #STORM_MILLIS} ms are a storm. */
  static final int STORM = 30;

  static final long STORM_MILLIS = 100;
  static final long LONGEST_MILLIS = 1_000;

  /** An event, and the millisecond at which the first look saw it. */
  private record Seen(WardEvent event, long at) {}

  private final List<WardEvent> fresh = new ArrayList<>();
  private List<Seen> waiting = new ArrayList<>();

  /** By patient, when a look last saw news. */
  private final Map<String, Long> lately = new HashMap<>();

  void add(WardEvent event) {
    fresh.add(event);
  }

  /** Episodes are told anew by a snapshot, transitions are not. */
  void forgetEpisodes() {
    fresh.removeIf(event -> event.transition() == null);
    waiting.removeIf(seen -> seen.event().transition() == null);
  }

  /**
   * Takes out what is told now.
   *
   * @param now milliseconds of any clock that doesn't go back
   */
  List<WardEvent> take(long now) {
    see(now);
    boolean storm = lately.size() >= STORM;
    return pick(
        turn ->
            !storm || turn.urgency() >= Triage.HIGH || now - turn.what().at() >= LONGEST_MILLIS);
  }

  /** Takes out all, storm or not. */
  List<WardEvent> takeAll(long now) {
    see(now);
    return pick(turn -> true);
  }

  private void see(long now) {
    for (WardEvent event : fresh) {
      lately.put(event.patient(), now);
      waiting.add(new Seen(event, now));
    }
    fresh.clear();
    lately.values().removeIf(at -> now - at >= STORM_MILLIS);
  }

  /** No event of a patient overtakes another: the one before is at least as urgent and as old. */
  private List<WardEvent> pick(Predicate<Triage.Turn<Seen>> goes) {
    List<WardEvent> told = new ArrayList<>();
    List<Seen> stays = new ArrayList<>();
    for (Triage.Turn<Seen> turn :
        Triage.of(waiting, seen -> seen.event().patient(), seen -> seen.event().urgency())) {
      if (goes.test(turn)) {
        told.add(turn.what().event());
      } else {
        stays.add(turn.what());
      }
    }
    waiting = stays;
    return told;
  }
}
