package dev.vigil.dashboard.ward;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest alert transitions that were told, numbered from 1 on: who was away for a while gets
 * those that were missed.
 */
final class ToldTransitions {
  private final int most;
  private final Deque<WardEvent> kept = new ArrayDeque<>();
  private long last;

  /**
   * @param most so many are kept
   */
  ToldTransitions(int most) {
    this.most = most;
  }

  /** Takes the next event that is told: a transition has its number then. */
  WardEvent told(WardEvent event) {
    if (event.transition() == null) {
      return event;
    }
    last++;
    WardEvent told = event.numbered(last);
    kept.addLast(told);
    if (kept.size() > most) {
      kept.removeFirst();
    }
    return told;
  }

  /**
   * Those that somebody has not heard, in their order; null if one of them isn't kept any more, or
   * if nobody can have heard so much.
   *
   * @param heard the number of the last one heard; 0 for none
   * @param upTo the number of the last one asked for
   */
  @Nullable List<WardEvent> between(long heard, long upTo) {
    if (heard < last - kept.size() || heard > upTo || upTo > last) {
      return null;
    }
    return kept.stream().skip(heard - (last - kept.size())).limit(upTo - heard).toList();
  }
}
