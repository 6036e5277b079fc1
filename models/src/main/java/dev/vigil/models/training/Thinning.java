package dev.vigil.models.training;

import dev.vigil.models.training.TrainingTable.Row;

/**
 * Which rows are learned from: every positive one, and of the others at most so many, drawn, each
 * of which stands for those left out as well.
 *
 * @param kept share of the negative rows
 */
record Thinning(double kept, Draw draw) {
  /** As many as may be. */
  static Thinning to(int maxNegatives, TrainingTable table, Draw draw) {
    return new Thinning(Math.min(1, (double) maxNegatives / negatives(table)), draw);
  }

  /**
   * One of two, three and so on: each then stands for a whole number of rows, sums of which are
   * exact in the float that Tribuo's trees count in.
   */
  static Thinning toWhole(int maxNegatives, TrainingTable table, Draw draw) {
    int each = Math.max(1, (negatives(table) + maxNegatives - 1) / maxNegatives);
    return new Thinning(1.0 / each, draw);
  }

  static int negatives(TrainingTable table) {
    TrainingReport.Part counts = table.counts();
    return counts.rows() - counts.positives();
  }

  boolean keeps(Row row) {
    return row.label() || draw.of("thin", row.patient(), row.time()) < kept;
  }

  /** How many rows one stands for. */
  float weight(Row row) {
    return row.label() ? 1 : (float) (1 / kept);
  }
}
