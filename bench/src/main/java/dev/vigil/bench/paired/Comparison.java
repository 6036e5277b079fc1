package dev.vigil.bench.paired;

import static java.util.Objects.requireNonNull;

import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Two ways of the same work.
 *
 * @param measure name of the ratio of their costs
 * @param ours the way that Vigil does it, from the beginning
 * @param baseline the other way, from the beginning
 * @param check what has to hold before anything is measured
 * @param target what is asked of the baseline's CPU time divided by ours
 */
public record Comparison<T>(
    String measure,
    Supplier<Work<T>> ours,
    Supplier<Work<T>> baseline,
    Check check,
    Target target) {

  /** That results are right. */
  @FunctionalInterface
  public interface Check {
    boolean holds();

    /**
     * That the first results of two ways are the same, one by one.
     *
     * @param times how many
     */
    static <T> Check same(
        Supplier<Work<T>> one, Supplier<Work<T>> other, int times, BiPredicate<T, T> same) {
      if (times < 1) {
        throw new IllegalArgumentException(
            "a check compares " + times + " results, expected at least 1");
      }
      return () -> {
        Work<T> left = one.get();
        Work<T> right = other.get();
        for (int i = 0; i < times; i++) {
          if (!same.test(left.once(), right.once())) {
            return false;
          }
        }
        return true;
      };
    }
  }

  public Comparison {
    requireNonNull(measure, "measure is null");
    requireNonNull(ours, "ours is null");
    requireNonNull(baseline, "baseline is null");
    requireNonNull(check, "check is null");
    requireNonNull(target, "target is null");
  }

  /** Ways whose results have to be the same, the first so many of them. */
  public static <T> Comparison<T> ofSameResults(
      String measure,
      Supplier<Work<T>> ours,
      Supplier<Work<T>> baseline,
      int checks,
      Target target) {
    return new Comparison<>(
        measure, ours, baseline, Check.same(ours, baseline, checks, Object::equals), target);
  }
}
