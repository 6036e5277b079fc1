package dev.vigil.models.training;

import java.util.List;

/**
 * How Tribuo's trees are grown. Tribuo counts each different value of an input against each row at
 * each node: hence the bins, and few rows.
 *
 * @param trees how many; 1 is a tree on all rows and inputs, more are a random forest
 * @param maxDepth of a tree
 * @param minChildWeight least weight of a node that is split, in rows
 * @param columnShare share of the inputs that are looked at in each split of a forest
 * @param bins into which the values of an input are sorted
 * @param maxNegatives rows with a negative label beyond about this many are left out at random;
 *     those that stay weigh accordingly more
 */
public record TribuoTreesFit(
    int trees, int maxDepth, int minChildWeight, float columnShare, int bins, int maxNegatives) {
  /** A classification tree (CART). */
  public static final TribuoTreesFit CART = new TribuoTreesFit(1, 7, 2_000, 1, 32, 60_000);

  /** A random forest. */
  public static final TribuoTreesFit RANDOM_FOREST =
      new TribuoTreesFit(60, 12, 300, 0.1f, 16, 20_000);

  /** The usual tree and others that a search tries. */
  public static final List<TribuoTreesFit> SEARCHED_CART =
      List.of(
          CART,
          new TribuoTreesFit(1, 5, 4_000, 1, 32, 60_000),
          new TribuoTreesFit(1, 9, 1_000, 1, 32, 60_000));

  /** The usual forest and others that a search tries. */
  public static final List<TribuoTreesFit> SEARCHED_FOREST =
      List.of(
          RANDOM_FOREST,
          new TribuoTreesFit(60, 9, 600, 0.1f, 16, 20_000),
          new TribuoTreesFit(60, 12, 300, 0.2f, 16, 20_000));

  public TribuoTreesFit {
    if (trees < 1 || maxDepth < 1 || minChildWeight < 1 || bins < 2 || maxNegatives < 1) {
      throw new IllegalArgumentException(
          "trees, maxDepth, minChildWeight and maxNegatives have to be at least 1, bins 2");
    }
    if (!(columnShare > 0 && columnShare <= 1) || (trees > 1 && columnShare == 1)) {
      throw new IllegalArgumentException(
          "columnShare is " + columnShare + ", expected above 0 up to 1, of a forest below 1");
    }
  }

  /** The same for so small a share of the rows. */
  TribuoTreesFit forFewer(double share) {
    int weight = (int) Math.max(1, Math.round(minChildWeight * share));
    return new TribuoTreesFit(trees, maxDepth, weight, columnShare, bins, maxNegatives);
  }

  /** With a quarter of the trees, at least two. */
  TribuoTreesFit quarter() {
    return new TribuoTreesFit(
        Math.max(2, trees / 4), maxDepth, minChildWeight, columnShare, bins, maxNegatives);
  }

  boolean isForest() {
    return trees > 1;
  }
}
