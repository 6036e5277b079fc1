package dev.vigil.models.trees;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts trees together: nodes first, in any order, then the trees by their roots. */
final class TreeEnsembleBuilder {
  private static final int FIRST_CAPACITY = 1024;

  private final int features;
  private double base;
  private final List<Integer> roots = new ArrayList<>();
  private int size;
  private int[] feature = new int[FIRST_CAPACITY];
  private double[] threshold = new double[FIRST_CAPACITY];
  private int[] left = new int[FIRST_CAPACITY];
  private int[] right = new int[FIRST_CAPACITY];
  private int[] unknown = new int[FIRST_CAPACITY];
  private double[] value = new double[FIRST_CAPACITY];
  private double[] cover = new double[FIRST_CAPACITY];

  /**
   * Begins an ensemble.
   *
   * @param features how many inputs a row has
   */
  TreeEnsembleBuilder(int features) {
    this.features = features;
  }

  /** Adds to what stands before the first tree. */
  void addBase(double by) {
    base += by;
  }

  /** A leaf; returns its number. */
  int leaf(double leafValue, double leafCover) {
    int node = grow();
    feature[node] = TreeEnsemble.LEAF;
    value[node] = leafValue;
    cover[node] = leafCover;
    return node;
  }

  /**
   * An inner node over two that are there; returns its number.
   *
   * @throws IllegalArgumentException if the input is none of the row's
   */
  int split(int input, double at, int below, int other, boolean unknownBelow) {
    if (input < 0 || input >= features) {
      throw new IllegalArgumentException(
          "a node looks at input " + input + ", there are " + features);
    }
    int node = grow();
    feature[node] = input;
    threshold[node] = at;
    left[node] = below;
    right[node] = other;
    unknown[node] = unknownBelow ? below : other;
    cover[node] = cover[below] + cover[other];
    value[node] = (value[below] * cover[below] + value[other] * cover[other]) / cover[node];
    return node;
  }

  /** The node is a tree's root. */
  void tree(int root) {
    roots.add(root);
  }

  private int grow() {
    if (size == feature.length) {
      int capacity = 2 * size;
      feature = Arrays.copyOf(feature, capacity);
      threshold = Arrays.copyOf(threshold, capacity);
      left = Arrays.copyOf(left, capacity);
      right = Arrays.copyOf(right, capacity);
      unknown = Arrays.copyOf(unknown, capacity);
      value = Arrays.copyOf(value, capacity);
      cover = Arrays.copyOf(cover, capacity);
    }
    return size++;
  }

  TreeEnsemble build() {
    return new TreeEnsemble(
        features,
        base,
        roots.stream().mapToInt(Integer::intValue).toArray(),
        new TreeEnsemble.Nodes(
            Arrays.copyOf(feature, size),
            Arrays.copyOf(threshold, size),
            Arrays.copyOf(left, size),
            Arrays.copyOf(right, size),
            Arrays.copyOf(unknown, size),
            Arrays.copyOf(value, size),
            Arrays.copyOf(cover, size)));
  }
}
