package dev.vigil.dashboard.ward;

import java.util.Map;
import java.util.TreeMap;

/** What of one patient has changed since the last look. */
final class Marks {
  private final Map<String, VitalTrack.Effect> vitals = new TreeMap<>();
  private boolean scores;
  private boolean whole;

  void vital(String vital, VitalTrack.Effect effect) {
    VitalTrack.Effect old = vitals.put(vital, effect);
    // Two values since the last look: the reader would miss the first if it only appended the last.
    if (old != null) {
      vitals.put(vital, VitalTrack.Effect.REWRITTEN);
    }
  }

  void markScores() {
    scores = true;
  }

  void markWhole() {
    whole = true;
  }

  Map<String, VitalTrack.Effect> vitals() {
    return vitals;
  }

  boolean scores() {
    return scores;
  }

  boolean whole() {
    return whole;
  }
}
