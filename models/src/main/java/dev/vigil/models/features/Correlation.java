package dev.vigil.models.features;

/**
 * Pearson's correlation of pairs in one pass, without the cancellation of plain sums: Welford 1962,
 * Technometrics 4(3), for two variables.
 */
final class Correlation {
  private int count;
  private double meanX;
  private double meanY;
  private double spreadX;
  private double spreadY;
  private double shared;

  void add(double x, double y) {
    count++;
    double fromX = x - meanX;
    double fromY = y - meanY;
    meanX += fromX / count;
    meanY += fromY / count;
    spreadX += fromX * (x - meanX);
    spreadY += fromY * (y - meanY);
    shared += fromX * (y - meanY);
  }

  int count() {
    return count;
  }

  /** Between -1 and 1; NaN where one of them doesn't vary. */
  double value() {
    double value = shared / Math.sqrt(spreadX * spreadY);
    return Math.max(-1, Math.min(1, value));
  }
}
