package dev.vigil.app.evaluation.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Equal steps for equal differences.
 *
 * @param low value at the low end, a multiple of the step
 * @param high value at the high end, a multiple of the step
 * @param step between ticks
 */
record LinearScale(double low, double high, double step) implements Scale {
  /** From 0 to 1. */
  static final LinearScale SHARES = new LinearScale(0, 1, 0.2);

  private static final double STEPS = 5;
  private static final double NO_WIDTH = 0.1;

  /** One so much above a round number is still that number. */
  private static final double ROUNDING = 1e-9;

  /** The smallest one with round ends that has both values on it. */
  static LinearScale covering(double low, double high) {
    double top = high > low ? high : low + NO_WIDTH;
    double step = round((top - low) / STEPS);
    return new LinearScale(
        Math.floor(low / step + ROUNDING) * step, Math.ceil(top / step - ROUNDING) * step, step);
  }

  /** 1, 2 or 5 times a power of ten, at least the given. */
  private static double round(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double digit = least / power - ROUNDING;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  @Override
  public double place(double value) {
    return (value - low) / (high - low);
  }

  @Override
  public List<Double> ticks() {
    return LongStream.rangeClosed(Math.round(low / step), Math.round(high / step))
        .mapToObj(tick -> tick * step)
        .toList();
  }

  @Override
  public String text(double tick) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
    return String.format(Locale.ROOT, "%." + decimals + "f", tick);
  }
}
