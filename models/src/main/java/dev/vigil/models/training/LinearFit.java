package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How the weights of a linear model are found.
 *
 * @param loss what is made small
 * @param epochs how often all rows are gone through
 * @param maxNegatives rows with a negative label beyond this many are thinned at random; those that
 *     stay weigh accordingly more
 */
public record LinearFit(Loss loss, int epochs, int maxNegatives) {
  /** A logistic regression. */
  public static final LinearFit LOGISTIC = new LinearFit(Loss.LOGISTIC, 5, 200_000);

  /** A linear support vector machine. */
  public static final LinearFit SVM = new LinearFit(Loss.HINGE, 5, 200_000);

  /** What is made small. */
  public enum Loss {
    /** Of a logistic regression: each row counts as often as it comes. */
    LOGISTIC,

    /**
     * Of a support vector machine. Both labels count the same altogether: where one is rare,
     * "never" is nearly as good as any plane.
     */
    HINGE
  }

  public LinearFit {
    requireNonNull(loss, "loss is null");
    if (epochs < 1 || maxNegatives < 1) {
      throw new IllegalArgumentException("epochs and maxNegatives have to be at least 1");
    }
  }

  /** The usual settings and others that a search tries. */
  public static List<LinearFit> searched(LinearFit usual) {
    return List.of(
        usual,
        new LinearFit(usual.loss, 2 * usual.epochs, usual.maxNegatives),
        new LinearFit(usual.loss, 4 * usual.epochs, usual.maxNegatives));
  }

  /** The same but for how often the rows are gone through. */
  public LinearFit withEpochs(int other) {
    return new LinearFit(loss, other, maxNegatives);
  }

  /** The same but for the number of rows. */
  public LinearFit withMaxNegatives(int most) {
    return new LinearFit(loss, epochs, most);
  }
}
