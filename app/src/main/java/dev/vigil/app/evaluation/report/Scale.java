package dev.vigil.app.evaluation.report;

import java.util.List;

/** Where values stand along an axis. */
sealed interface Scale permits LinearScale, LogScale {
  /** 0 at the low end of the axis, 1 at the high end, outside of that beyond the ends. */
  double place(double value);

  /** Values that are written at the axis, rising. */
  List<Double> ticks();

  /** How a tick is written. */
  String text(double tick);

  /**
   * For probabilities or shares of rows: linear from 0 to 1, or, where most are those of rare
   * events, logarithmic.
   */
  static Scale ofShares(List<Double> shares) {
    double[] sorted = shares.stream().mapToDouble(share -> share).sorted().toArray();
    boolean isRare = sorted.length > 0 && sorted[sorted.length / 2] < LogScale.RARE;
    return isRare ? LogScale.covering(sorted) : LinearScale.SHARES;
  }
}
