package dev.vigil.app.evaluation.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Equal steps for equal ratios. What is at or below the low end, 0 too, stands at it.
 *
 * @param lowest power of ten at the low end
 * @param highest power of ten at the high end
 */
record LogScale(int lowest, int highest) implements Scale {
  /** Shares below it are hard to tell apart on a linear axis from 0 to 1. */
  static final double RARE = 0.1;

  private static final int LEAST_POWER = -5;
  private static final int FEW_POWERS = 2;

  /** The smallest one between powers of ten that has all positive values on it. */
  static LogScale covering(double[] values) {
    double least = Arrays.stream(values).filter(value -> value > 0).min().orElse(RARE);
    double most = Arrays.stream(values).max().orElse(1);
    int highest = (int) Math.ceil(Math.log10(Math.max(most, least)));
    int lowest = Math.max(LEAST_POWER, (int) Math.floor(Math.log10(least)));
    return new LogScale(Math.min(lowest, highest - 1), highest);
  }

  /** Whether a value is below what the axis can show, and so at its low end. */
  boolean isBelow(double value) {
    return !(value >= Math.pow(10, lowest));
  }

  @Override
  public double place(double value) {
    return isBelow(value) ? 0 : (Math.log10(value) - lowest) / (highest - lowest);
  }

  @Override
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int power = lowest; power <= highest; power++) {
      double decade = Math.pow(10, power);
      ticks.add(decade);
      if (highest - lowest <= FEW_POWERS && power < highest) {
        ticks.add(2 * decade);
        ticks.add(5 * decade);
      }
    }
    return ticks;
  }

  @Override
  public String text(double tick) {
    return new BigDecimal(String.format(Locale.ROOT, "%.0e", tick)).toPlainString();
  }
}
