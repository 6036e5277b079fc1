package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * Two ways of the same work. Each call of a supplier gives one that starts from the beginning, so
 * that the results of two of them can be compared one by one.
 *
 * @param name of the benchmark
 * @param about what is compared with what, in one sentence
 * @param ours the way that Vigil does it
 * @param baseline the other way
 * @param checks how many results have to be equal before anything is measured
 * @param target the baseline costs at least so many times the CPU time of ours
 */
public record Comparison<T>(
    String name,
    String about,
    Supplier<Work<T>> ours,
    Supplier<Work<T>> baseline,
    int checks,
    double target) {
  public Comparison {
    requireNonNull(name, "name is null");
    requireNonNull(about, "about is null");
    requireNonNull(ours, "ours is null");
    requireNonNull(baseline, "baseline is null");
    if (checks < 1) {
      throw new IllegalArgumentException(
          "comparison " + name + " checks " + checks + " results, expected at least 1");
    }
    if (!(target > 0)) {
      throw new IllegalArgumentException(
          "comparison " + name + " has the target " + target + ", expected a ratio above 0");
    }
  }
}
