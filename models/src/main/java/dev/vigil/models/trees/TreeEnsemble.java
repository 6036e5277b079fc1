package dev.vigil.models.trees;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * A sum of binary regression trees in flat arrays, for serving. At an inner node a value below the
 * threshold goes left, any other known one right, an unknown one where the node says. Pure and
 * thread-safe.
 *
 * <p>Every inner node knows its expected value: the mean of the leaves under it, weighted by the
 * training weight (cover) that reached each. Explanations stand on these.
 */
public final class TreeEnsemble {
  /** In {@link #feature}: the node is a leaf. */
  static final int LEAF = -1;

  private final int features;
  private final double base;
  private final int[] roots;
  private final Nodes nodes;
  private final int depth;
  private final GaussIntegrator quadrature;

  /**
   * The nodes of all trees, one entry each.
   *
   * @param feature index of the input that the node looks at, or {@link #LEAF}
   * @param threshold of an inner node
   * @param left child for values below the threshold
   * @param right child for other known values
   * @param unknown child for an unknown value: {@code left} or {@code right}
   * @param value of a leaf; expected value of an inner node
   * @param cover training weight that reached the node, above 0
   */
  record Nodes(
      int[] feature,
      double[] threshold,
      int[] left,
      int[] right,
      int[] unknown,
      double[] value,
      double[] cover) {
    /** The child of an inner node that a row goes to. */
    int next(int node, double[] row) {
      double at = row[feature[node]];
      if (at < threshold[node]) {
        return left[node];
      }
      return at >= threshold[node] ? right[node] : unknown[node];
    }

    private int depth(int node) {
      return feature[node] == LEAF ? 0 : 1 + Math.max(depth(left[node]), depth(right[node]));
    }
  }

  TreeEnsemble(int features, double base, int[] roots, Nodes nodes) {
    this.features = features;
    this.base = base;
    this.roots = roots;
    this.nodes = nodes;
    this.depth = Arrays.stream(roots).map(nodes::depth).max().orElse(0);
    // A factory of its own: it keeps what it has made, and not in a way that threads could share.
    this.quadrature = new GaussIntegratorFactory().legendre(Math.max(1, (depth + 1) / 2), 0, 1);
  }

  /** How many inputs a row has. */
  public int features() {
    return features;
  }

  /** Number of trees. */
  public int trees() {
    return roots.length;
  }

  Nodes nodes() {
    return nodes;
  }

  /** Inner nodes on the longest way from a root to a leaf. */
  int depth() {
    return depth;
  }

  /** From 0 to 1, exact for polynomials of a degree below the depth. */
  GaussIntegrator quadrature() {
    return quadrature;
  }

  int[] roots() {
    return roots;
  }

  /** What all trees together expect of a row of which nothing is known. */
  public double expected() {
    return base + Arrays.stream(roots).mapToDouble(root -> nodes.value[root]).sum();
  }

  /**
   * The sum over all trees.
   *
   * @param row one value per input, NaN where unknown
   */
  public double predict(double[] row) {
    double sum = base;
    for (int root : roots) {
      sum += nodes.value[leaf(root, row)];
    }
    return sum;
  }

  /**
   * Counts a row at each leaf that it reaches.
   *
   * @param row one value per input, NaN where unknown
   * @param cover one entry per node, added to
   */
  void addCover(double[] row, double weight, double[] cover) {
    for (int root : roots) {
      cover[leaf(root, row)] += weight;
    }
  }

  private int leaf(int root, double[] row) {
    int node = root;
    while (nodes.feature[node] != LEAF) {
      node = nodes.next(node, row);
    }
    return node;
  }

  /**
   * What each input adds along the paths that the row takes: at each node the change of the
   * expected value goes to the input that is looked at (A. Saabas 2014, "Interpreting random
   * forests"; as XGBoost's {@code approx_contribs}). With {@link #expected} they sum up to {@link
   * #predict}.
   *
   * @param row one value per input, NaN where unknown
   * @param contributions one entry per input, added to
   * @return what {@link #predict} says, to the last bit
   */
  double addPathContributions(double[] row, double[] contributions) {
    double sum = base;
    for (int root : roots) {
      int node = root;
      while (nodes.feature[node] != LEAF) {
        int next = nodes.next(node, row);
        contributions[nodes.feature[node]] += nodes.value[next] - nodes.value[node];
        node = next;
      }
      sum += nodes.value[node];
    }
    return sum;
  }
}
