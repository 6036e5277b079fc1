package dev.vigil.models.trees;

import static java.util.Objects.requireNonNull;

/**
 * Shapley values of a row under the trees' own, path-dependent expectation: polynomial in a tree's
 * depth instead of exponential in the number of inputs (S. Lundberg et al. 2020, "From local
 * explanations to global understanding with explainable AI for trees", Nature Machine Intelligence
 * 2:56, algorithm 2 of its supplement). With {@link TreeEnsemble#expected} they sum up to {@link
 * TreeEnsemble#predict}. Slower than the path contributions, and fair between inputs that say the
 * same: meant for alerts, not for every score.
 */
public final class TreeShap {
  private final TreeEnsemble.Nodes nodes;
  private final double[] row;
  private final double[] values;

  private TreeShap(TreeEnsemble ensemble, double[] row) {
    this.nodes = ensemble.nodes();
    this.row = requireNonNull(row, "row is null");
    this.values = new double[ensemble.features()];
  }

  /**
   * One value per input.
   *
   * @param row one value per input, NaN where unknown
   */
  public static double[] of(TreeEnsemble ensemble, double[] row) {
    TreeShap shap = new TreeShap(ensemble, row);
    for (int root : ensemble.roots()) {
      shap.follow(root, new Path(shap.depth(root) + 2), 1, 1, TreeEnsemble.LEAF);
    }
    return shap.values;
  }

  private int depth(int node) {
    return nodes.feature()[node] == TreeEnsemble.LEAF
        ? 0
        : 1 + Math.max(depth(nodes.left()[node]), depth(nodes.right()[node]));
  }

  /**
   * Goes down both ways: {@code zero} of the cover comes here by chance, {@code one} by the row.
   */
  private void follow(int node, Path parent, double zero, double one, int input) {
    Path path = parent.copy();
    path.extend(zero, one, input);
    int feature = nodes.feature()[node];
    if (feature == TreeEnsemble.LEAF) {
      leaf(path, nodes.value()[node]);
      return;
    }
    int hot = next(node, feature);
    int cold = hot == nodes.left()[node] ? nodes.right()[node] : nodes.left()[node];
    double zeroBefore = 1;
    double oneBefore = 1;
    int seen = path.find(feature);
    if (seen >= 0) {
      zeroBefore = path.zero[seen];
      oneBefore = path.one[seen];
      path.unwind(seen);
    }
    double cover = nodes.cover()[node];
    follow(hot, path, zeroBefore * nodes.cover()[hot] / cover, oneBefore, feature);
    follow(cold, path, zeroBefore * nodes.cover()[cold] / cover, 0, feature);
  }

  private int next(int node, int feature) {
    double value = row[feature];
    if (value < nodes.threshold()[node]) {
      return nodes.left()[node];
    }
    return value >= nodes.threshold()[node] ? nodes.right()[node] : nodes.unknown()[node];
  }

  private void leaf(Path path, double value) {
    for (int i = 1; i < path.length; i++) {
      values[path.input[i]] += path.unwoundSum(i) * (path.one[i] - path.zero[i]) * value;
    }
  }

  /**
   * The inputs on the way to a node, each once, and the weights of all subsets of them by their
   * size.
   */
  private static final class Path {
    private final int[] input;
    private final double[] zero;
    private final double[] one;
    private final double[] weight;
    private int length;

    Path(int capacity) {
      input = new int[capacity];
      zero = new double[capacity];
      one = new double[capacity];
      weight = new double[capacity];
    }

    Path copy() {
      Path copy = new Path(input.length);
      System.arraycopy(input, 0, copy.input, 0, length);
      System.arraycopy(zero, 0, copy.zero, 0, length);
      System.arraycopy(one, 0, copy.one, 0, length);
      System.arraycopy(weight, 0, copy.weight, 0, length);
      copy.length = length;
      return copy;
    }

    int find(int feature) {
      for (int i = 1; i < length; i++) {
        if (input[i] == feature) {
          return i;
        }
      }
      return -1;
    }

    void extend(double zeroShare, double oneShare, int feature) {
      int last = length++;
      input[last] = feature;
      zero[last] = zeroShare;
      one[last] = oneShare;
      weight[last] = last == 0 ? 1 : 0;
      for (int i = last - 1; i >= 0; i--) {
        weight[i + 1] += oneShare * weight[i] * (i + 1) / length;
        weight[i] = zeroShare * weight[i] * (last - i) / length;
      }
    }

    /** Takes one input out again. */
    void unwind(int index) {
      int last = length - 1;
      double next = weight[last];
      for (int i = last - 1; i >= 0; i--) {
        if (one[index] != 0) {
          double before = weight[i];
          weight[i] = next * length / ((i + 1) * one[index]);
          next = before - weight[i] * zero[index] * (last - i) / length;
        } else {
          weight[i] = weight[i] * length / (zero[index] * (last - i));
        }
      }
      for (int i = index; i < last; i++) {
        input[i] = input[i + 1];
        zero[i] = zero[i + 1];
        one[i] = one[i + 1];
      }
      length--;
    }

    /** The sum of the weights that {@link #unwind} would leave. */
    double unwoundSum(int index) {
      int last = length - 1;
      double next = weight[last];
      double sum = 0;
      for (int i = last - 1; i >= 0; i--) {
        if (one[index] != 0) {
          double unwound = next * length / ((i + 1) * one[index]);
          sum += unwound;
          next = weight[i] - unwound * zero[index] * (last - i) / length;
        } else {
          sum += weight[i] * length / (zero[index] * (last - i));
        }
      }
      return sum;
    }
  }
}
