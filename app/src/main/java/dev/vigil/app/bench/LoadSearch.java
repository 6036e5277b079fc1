package dev.vigil.app.bench;

import dev.vigil.app.failure.VigilException;
import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * Looks for the highest load that holds, in steps: up from the first one while loads hold, or down
 * until one does. What it gives is always a load that was tried, and the next one didn't hold.
 */
final class LoadSearch {
  /** A load by the next higher one. */
  static final double STEP = 0.85;

  /** So many times the first load, or as small a part of it, is as far as it goes. */
  static final double FURTHEST = 100;

  private LoadSearch() {}

  /**
   * Searches.
   *
   * @param first load that is tried, readings per second
   * @param holds tries a load
   * @throws VigilException if every load holds as far as it goes, or none does
   */
  static double highest(double first, DoublePredicate holds) {
    return holds.test(first) ? up(first, holds) : down(first, holds);
  }

  private static double up(double first, DoublePredicate holds) {
    double rate = first;
    while (holds.test(rate / STEP)) {
      rate /= STEP;
      if (rate > FURTHEST * first) {
        throw VigilException.problem(
            "Even " + readings(rate) + " are sustained: the search goes no further.");
      }
    }
    return rate;
  }

  private static double down(double first, DoublePredicate holds) {
    double rate = first * STEP;
    while (!holds.test(rate)) {
      rate *= STEP;
      if (rate < first / FURTHEST) {
        throw VigilException.problem("Not even " + readings(rate / STEP) + " are sustained.");
      }
    }
    return rate;
  }

  private static String readings(double rate) {
    return String.format(Locale.ROOT, "%,.0f readings/s", rate);
  }
}
