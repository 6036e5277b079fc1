package dev.vigil.models.monitoring;

import java.util.List;

/**
 * The population stability index of two distributions over the same bins: the sum over bins of
 * {@code (a - b) * ln(a / b)}, where a and b are shares. By convention up to 0.1 is no change, up
 * to 0.25 some, above it a large one. Source: Siddiqi: Credit Risk Scorecards, Wiley, 2006, chapter
 * 10. Each bin gets half a row more on both sides (Jeffreys), so that an empty one counts.
 */
final class Stability {
  private static final double HALF = 0.5;

  /** Of a normal distribution; passed by chance once in 300,000 times, as inputs are many. */
  private static final double RARE = 4.5;

  private Stability() {}

  /** The index, 0 or more. */
  static double index(List<Long> some, List<Long> others) {
    double rows = total(some) + HALF * some.size();
    double otherRows = total(others) + HALF * others.size();
    double index = 0;
    for (int bin = 0; bin < some.size(); bin++) {
      double a = (some.get(bin).doubleValue() + HALF) / rows;
      double b = (others.get(bin).doubleValue() + HALF) / otherRows;
      index += (a - b) * Math.log(a / b);
    }
    return index;
  }

  /**
   * How large the index gets where nothing changed, but once in 300,000 times. Without a change it
   * is distributed as chi-squared with {@code bins - 1} degrees of freedom times {@code 1/n + 1/m}
   * (Yurdakul, Naranjo: Statistical Properties of the Population Stability Index, Journal of Risk
   * Model Validation 14(4), 2020). Rows of a patient are alike: n and m count patients, which is
   * what can be said at worst. Quantile by Wilson and Hilferty, PNAS 17:684-688, 1931.
   */
  static double byChance(int bins, long patients, long otherPatients) {
    int freedom = bins - 1;
    if (freedom < 1) {
      return 0;
    }
    double spread = 2.0 / (9.0 * freedom);
    double quantile = freedom * Math.pow(1 - spread + RARE * Math.sqrt(spread), 3);
    return quantile * pooled(patients, otherPatients);
  }

  /** How far two shares of the same lie apart, but once in 300,000 times. */
  static double shareByChance(double share, long patients, long otherPatients) {
    return RARE * Math.sqrt(share * (1 - share) * pooled(patients, otherPatients));
  }

  private static double pooled(long patients, long otherPatients) {
    return 1 / (double) Math.max(1, patients) + 1 / (double) Math.max(1, otherPatients);
  }

  private static double total(List<Long> counts) {
    return (double) counts.stream().mapToLong(Long::longValue).sum();
  }
}
