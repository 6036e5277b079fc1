package dev.vigil.models.trees;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;

/**
 * Shapley values of a row under the trees' own, path-dependent expectation (S. Lundberg et al.
 * 2020, "From local explanations to global understanding with explainable AI for trees", Nature
 * Machine Intelligence 2:56). With {@link TreeEnsemble#expected} they sum up to {@link
 * TreeEnsemble#predict}. Slower than the path contributions, and fair between inputs that say the
 * same: meant for alerts, not for every score.
 *
 * <p>A leaf is reached for sure by an input that is known and leads there ({@code one} is 1), never
 * by one that leads elsewhere (0), and by {@code zero} of the cover if the input isn't known. If
 * each input is known with probability t, what is expected of a leaf is its value times the product
 * of {@code one t + zero (1 - t)} over the inputs on its way, and an input's Shapley value is the
 * integral from 0 to 1 of the derivative by that input alone (G. Owen 1972, "Multilinear extensions
 * of games", Management Science 18:64). That is a polynomial in t of a degree below the number of
 * inputs, which Gauss-Legendre quadrature integrates exactly with half as many points; and since
 * the inputs above a node are common to all leaves below it, one walk over the tree gives
 * everything (as in P. Yu et al. 2022, "Linear tree Shap", NeurIPS, who interpolate instead).
 */
public final class TreeShap {
  private final TreeEnsemble.Nodes nodes;
  private final double[] row;
  private final double[] values;

  /** Of each point of the quadrature: t, 1 - t and its weight. */
  private final double[] known;

  private final double[] unknown;
  private final double[] weight;

  /** Of each input, on the way to the node that the walk is at; 1 and 1 of one not met yet. */
  private final double[] zero;

  private final double[] one;

  /** By depth and point: the product of all inputs met. */
  private final double[][] products;

  /** By depth and point: the leaves below, each with its product. */
  private final double[][] sums;

  private TreeShap(TreeEnsemble ensemble, double[] row) {
    this.nodes = ensemble.nodes();
    this.row = requireNonNull(row, "row is null");
    this.values = new double[ensemble.features()];
    GaussIntegrator gauss = ensemble.quadrature();
    int points = gauss.getNumberOfPoints();
    this.known = IntStream.range(0, points).mapToDouble(gauss::getPoint).toArray();
    this.unknown = Arrays.stream(known).map(t -> 1 - t).toArray();
    this.weight = IntStream.range(0, points).mapToDouble(gauss::getWeight).toArray();
    this.zero = ones(ensemble.features());
    this.one = ones(ensemble.features());
    this.products = new double[ensemble.depth() + 1][points];
    this.sums = new double[ensemble.depth() + 1][points];
    Arrays.fill(products[0], 1);
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * One value per input.
   *
   * @param row one value per input, NaN where unknown
   */
  public static double[] of(TreeEnsemble ensemble, double[] row) {
    TreeShap shap = new TreeShap(ensemble, row);
    for (int root : ensemble.roots()) {
      shap.follow(root, 0);
    }
    return shap.values;
  }

  /** Goes down both ways; leaves what lies below in {@link #sums}. */
  private void follow(int node, int depth) {
    double[] sum = sums[depth];
    int feature = nodes.feature()[node];
    if (feature == TreeEnsemble.LEAF) {
      double value = nodes.value()[node];
      for (int q = 0; q < sum.length; q++) {
        sum[q] = value * products[depth][q];
      }
      return;
    }
    Arrays.fill(sum, 0);
    int hot = nodes.next(node, row);
    int cold = hot == nodes.left()[node] ? nodes.right()[node] : nodes.left()[node];
    branch(node, hot, one[feature], depth);
    branch(node, cold, 0, depth);
  }

  /**
   * Goes one way, and gives the input that decides its share of all leaves there. If it has decided
   * further up, too, it will be given a share of them once more: that is taken off already.
   *
   * @param oneBelow whether the row can still get there by this input
   */
  private void branch(int node, int child, double oneBelow, int depth) {
    int feature = nodes.feature()[node];
    double zeroAbove = zero[feature];
    double oneAbove = one[feature];
    double zeroBelow = zeroAbove * nodes.cover()[child] / nodes.cover()[node];
    double[] above = products[depth];
    double[] below = products[depth + 1];
    for (int q = 0; q < above.length; q++) {
      below[q] = above[q] * mean(q, zeroBelow, oneBelow) / mean(q, zeroAbove, oneAbove);
    }
    zero[feature] = zeroBelow;
    one[feature] = oneBelow;
    follow(child, depth + 1);
    zero[feature] = zeroAbove;
    one[feature] = oneAbove;
    double[] leaves = sums[depth + 1];
    double share = 0;
    for (int q = 0; q < leaves.length; q++) {
      sums[depth][q] += leaves[q];
      share +=
          weight[q] * leaves[q] / (mean(q, zeroBelow, oneBelow) * mean(q, zeroAbove, oneAbove));
    }
    // (one - zero) / mean below, less the same above, on one denominator.
    values[feature] += share * (oneBelow * zeroAbove - zeroBelow * oneAbove);
  }

  private double mean(int q, double ifUnknown, double ifKnown) {
    return ifKnown * known[q] + ifUnknown * unknown[q];
  }
}
