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
 * @param ratio which of the costs is divided by which
 * @param target what is asked of the ratio of CPU times
 */
public record Comparison<T>(
    String measure,
    Supplier<Work<T>> ours,
    Supplier<Work<T>> baseline,
    Check check,
    Ratio ratio,
    Target target) {

  /** Which of two costs is divided by which. */
  public enum Ratio {
    /** How many times as much the baseline costs: the more, the better. */
    BASELINE_BY_OURS {
      @Override
      Pair of(Pair oursAndBaseline) {
        return oursAndBaseline;
      }
    },
    /** Our cost as a part or multiple of the baseline's: the less, the better. */
    OURS_BY_BASELINE {
      @Override
      Pair of(Pair oursAndBaseline) {
        return new Pair(oursAndBaseline.b(), oursAndBaseline.a());
      }
    };

    /** The pair whose {@link Pair#ratio} it is. */
    abstract Pair of(Pair oursAndBaseline);
  }

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
    requireNonNull(ratio, "ratio is null");
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
        measure,
        ours,
        baseline,
        Check.same(ours, baseline, checks, Object::equals),
        Ratio.BASELINE_BY_OURS,
        target);
  }
}
