package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure: the median of the ratios of all rounds.
 *
 * @param bench name of the benchmark
 * @param measure what was measured: {@value #SELF}, {@value #CPU} or {@value #ALLOCATION}
 * @param value how many times as much the second side cost
 * @param ci95 95 % confidence interval of the value
 * @param unit UCUM; 1 for a ratio
 * @param target what the interval has to contain ({@value #SELF}) or not to reach below; null if it
 *     is for information
 */
public record Measure(
    String bench,
    String measure,
    double value,
    Interval ci95,
    String unit,
    @Nullable Double target) {
  /** CPU time of ours against ours. */
  public static final String SELF = "self-ratio";

  /** CPU time of the baseline against ours. */
  public static final String CPU = "cpu-ratio";

  /** Allocated bytes of the baseline against ours; the collector's work is in no thread's time. */
  public static final String ALLOCATION = "allocation-ratio";

  public Measure {
    requireNonNull(bench, "bench is null");
    requireNonNull(measure, "measure is null");
    requireNonNull(ci95, "ci95 is null");
    requireNonNull(unit, "unit is null");
  }
}
