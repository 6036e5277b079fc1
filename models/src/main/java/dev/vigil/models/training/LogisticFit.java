package dev.vigil.models.training;

/**
 * How the weights of a logistic regression are found.
 *
 * @param epochs how often all rows are gone through
 * @param maxNegatives rows with a negative label beyond this many are thinned at random; those that
 *     stay weigh accordingly more
 */
public record LogisticFit(int epochs, int maxNegatives) {
  public static final LogisticFit DEFAULT = new LogisticFit(5, 200_000);

  public LogisticFit {
    if (epochs < 1 || maxNegatives < 1) {
      throw new IllegalArgumentException("epochs and maxNegatives have to be at least 1");
    }
  }
}
