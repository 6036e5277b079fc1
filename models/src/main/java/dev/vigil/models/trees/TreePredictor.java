package dev.vigil.models.trees;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.Predictor;
import java.util.List;

/** Trees whose sum is the margin. Values are rounded to float first, as in their training. */
public final class TreePredictor implements Predictor {
  private final List<String> inputs;
  private final TreeEnsemble trees;

  /**
   * Names the inputs.
   *
   * @throws IllegalArgumentException if there are not as many as the trees look at
   */
  public TreePredictor(List<String> inputs, TreeEnsemble trees) {
    this.inputs = List.copyOf(inputs);
    this.trees = requireNonNull(trees, "trees is null");
    if (inputs.size() != trees.features()) {
      throw new IllegalArgumentException(
          "the trees have " + trees.features() + " inputs, but " + inputs.size() + " are named");
    }
  }

  public TreeEnsemble trees() {
    return trees;
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }

  @Override
  public double margin(double[] row) {
    return trees.predict(rounded(row));
  }

  @Override
  public double base() {
    return trees.expected();
  }

  @Override
  public double[] contributions(double[] row) {
    return explained(row).contributions();
  }

  /** One walk through the trees gives both. */
  @Override
  public Explained explained(double[] row) {
    double[] contributions = new double[row.length];
    return new Explained(trees.addPathContributions(rounded(row), contributions), contributions);
  }

  @Override
  public double[] fairContributions(double[] row) {
    return TreeShap.of(trees, rounded(row));
  }

  /** As in training. */
  static double[] rounded(double[] row) {
    double[] rounded = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      rounded[i] = (float) row[i];
    }
    return rounded;
  }
}
