package dev.vigil.models.features;

import dev.vigil.models.features.FeatureOutput.Judged;

/** Counts how the readings of one record are judged. */
final class JudgedCounts {
  private final int[] counts = new int[Judgement.values().length];

  void add(Judgement judgement) {
    counts[judgement.ordinal()]++;
  }

  Judged judged() {
    return new Judged(
        of(Judgement.USED),
        of(Judgement.LATE_DUPLICATE),
        of(Judgement.CONFLICT),
        of(Judgement.TOO_LATE),
        of(Judgement.FUTURE),
        of(Judgement.CORRECTION_WITHOUT_RAW),
        of(Judgement.THINNED));
  }

  private int of(Judgement judgement) {
    return counts[judgement.ordinal()];
  }
}
