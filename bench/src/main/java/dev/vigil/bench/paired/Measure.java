package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure: a median.
 *
 * @param bench name of the benchmark
 * @param measure what was measured
 * @param value the median
 * @param ci95 95 % confidence interval of the value
 * @param unit UCUM; 1 for a ratio
 * @param target what is asked of the interval; null if the measure is for information
 */
public record Measure(
    String bench,
    String measure,
    double value,
    Interval ci95,
    String unit,
    @Nullable Target target) {
  /** Unit of a ratio. */
  public static final String RATIO = "1";

  public Measure {
    requireNonNull(bench, "bench is null");
    requireNonNull(measure, "measure is null");
    requireNonNull(ci95, "ci95 is null");
    requireNonNull(unit, "unit is null");
  }

  /** The median of a sample. */
  public static Measure of(
      String bench, String measure, Estimate estimate, String unit, @Nullable Target target) {
    return new Measure(bench, measure, estimate.median(), estimate.ci95(), unit, target);
  }

  /** Whether the bad end of the interval reaches the target, if there is one. */
  public boolean isMet() {
    return target == null || target.isMetBy(ci95);
  }
}
