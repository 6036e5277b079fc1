package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

/**
 * How gradient boosted trees are grown; the words are XGBoost's own.
 *
 * @param rounds trees of one model
 * @param maxDepth of a tree
 * @param eta by which each tree is shrunk
 * @param subsample share of the rows that each tree sees
 * @param columnShare share of the inputs that each tree sees ({@code colsample_bytree})
 * @param minChildWeight least sum of Hessians of a leaf
 * @param lambda L2 penalty of leaves
 * @param maxBin into which the values of an input are sorted
 * @param neverShare of the rows of patients who never have the label that is learned from; those
 *     weigh accordingly more
 * @param worth by which rows weigh
 * @param sight which of the inputs its trees see
 */
public record XgboostFit(
    int rounds,
    int maxDepth,
    double eta,
    double subsample,
    double columnShare,
    double minChildWeight,
    double lambda,
    int maxBin,
    double neverShare,
    AlarmWorth worth,
    TreeSight sight) {
  public XgboostFit {
    requireNonNull(worth, "worth is null");
    requireNonNull(sight, "sight is null");
    if (!(neverShare > 0 && neverShare <= 1)) {
      throw new IllegalArgumentException("neverShare is " + neverShare + ", expected 0 to 1");
    }
    if (rounds < 1 || maxDepth < 1) {
      throw new IllegalArgumentException("rounds and maxDepth have to be at least 1");
    }
  }

  /**
   * The same for so small a share of the rows.
   *
   * @param share above 0
   */
  public XgboostFit forFewer(double share) {
    return new XgboostFit(
        rounds,
        maxDepth,
        eta,
        subsample,
        columnShare,
        minChildWeight * share,
        lambda * share,
        maxBin,
        neverShare,
        worth,
        sight);
  }

  /** The same with trees that see these inputs. */
  XgboostFit ofSight(TreeSight seen) {
    return new XgboostFit(
        rounds,
        maxDepth,
        eta,
        subsample,
        columnShare,
        minChildWeight,
        lambda,
        maxBin,
        neverShare,
        worth,
        seen);
  }

  /** Whether the other learns from the same rows with the same weights. */
  boolean learnsAs(XgboostFit other) {
    return worth == other.worth && neverShare == other.neverShare;
  }
}
