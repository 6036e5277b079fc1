package dev.vigil.app.backtest;

import dev.vigil.models.evaluation.AlertCourse;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one model said of one patient, and which alerts there were, in seconds of the log. */
final class PatientCourse {
  static final long SECONDS_PER_HOUR = 3_600;

  private final TreeMap<Long, Double> said = new TreeMap<>();
  private final List<Long> raised = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  /** When those began that are open, by alert: of one model a combined rule may have one, too. */
  private final Map<String, Long> open = new HashMap<>();

  /** An alert is open from one instant until before another. */
  private record Span(long from, long until) {
    boolean isIn(long begin, long end) {
      return from < end && until > begin;
    }
  }

  /** Takes note of a score; of a range the low end counts, as in an evaluation. */
  void add(Score score) {
    Double value = score.value() == null ? score.low() : score.value();
    if (value != null) {
      said.put(score.known(), value);
    }
  }

  /** Takes note of a transition of an alert of this model; they come in order. */
  void add(AlertTransition transition) {
    if (transition.cause() == Cause.RAISED) {
      raised.add(transition.decided());
      open.put(transition.alert(), transition.decided());
    } else if (transition.state() == State.RESOLVED) {
      Long begun = open.remove(transition.alert());
      if (begun != null) {
        spans.add(new Span(begun, transition.decided()));
      }
    }
  }

  /** Whether an alert of this model has begun and isn't over. */
  boolean isOpen(String alert) {
    return open.containsKey(alert);
  }

  /**
   * Hour by hour; what stood before the first score is 0, as in an evaluation.
   *
   * @param begins of the hours, rising, at least an hour apart; alerts raised between two hours
   *     belong to the earlier one, those before the first are left out
   */
  AlertCourse hours(long[] begins) {
    double[] scores = new double[begins.length];
    boolean[] isOpen = new boolean[begins.length];
    for (int row = 0; row < begins.length; row++) {
      long begin = begins[row];
      Map.Entry<Long, Double> standing = said.floorEntry(begin);
      scores[row] = standing == null ? 0 : standing.getValue();
      isOpen[row] = isOpenIn(begin, begin + SECONDS_PER_HOUR);
    }
    return new AlertCourse(scores, raisedIn(begins), isOpen);
  }

  private boolean isOpenIn(long begin, long end) {
    return spans.stream().anyMatch(span -> span.isIn(begin, end))
        || open.values().stream().anyMatch(begun -> begun < end);
  }

  private int[] raisedIn(long[] begins) {
    int[] counts = new int[begins.length];
    for (long instant : raised) {
      int place = Arrays.binarySearch(begins, instant);
      int row = place >= 0 ? place : -place - 2;
      if (row >= 0) {
        counts[row]++;
      }
    }
    return counts;
  }
}
