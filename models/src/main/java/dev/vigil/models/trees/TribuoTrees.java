package dev.vigil.models.trees;

import dev.vigil.models.tribuo.TribuoModels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.EnsembleModel;

/**
 * Puts Tribuo's trees into flat arrays, each node's bin turned back into the value that it begins
 * at. Of several trees each counts for its part.
 *
 * <p>Tribuo goes up where a value is greater than the node's ({@code SplitNode.getNextNode}): with
 * bins, from the next higher bin on, and that is from its least value on.
 */
final class TribuoTrees {
  private final BinnedInputs inputs;
  private final Map<String, Integer> places = new HashMap<>();
  private final PrimitiveIterator.OfDouble covers;
  private final TreeEnsembleBuilder ensemble;
  private final double share;

  private TribuoTrees(BinnedInputs inputs, PrimitiveIterator.OfDouble covers, int trees) {
    this.inputs = inputs;
    inputs.features().forEach(feature -> places.put(feature, places.size()));
    this.covers = covers;
    this.ensemble = new TreeEnsembleBuilder(places.size());
    this.share = 1.0 / trees;
  }

  /**
   * All trees of a model.
   *
   * @param covers of the leaves, lower values first; none may be left out
   * @throws IOException if it isn't made of trees over these inputs, or there are too few covers
   */
  static TreeEnsemble flatten(
      BinnedInputs inputs, Model<Label> model, PrimitiveIterator.OfDouble covers)
      throws IOException {
    List<TreeModel<Label>> trees = trees(model);
    TribuoTrees flat = new TribuoTrees(inputs, covers, trees.size());
    for (TreeModel<Label> tree : trees) {
      flat.ensemble.tree(flat.add(tree, tree.getRoot()));
    }
    return flat.ensemble.build();
  }

  private static List<TreeModel<Label>> trees(Model<Label> model) throws IOException {
    List<Model<Label>> members =
        model instanceof EnsembleModel<Label> forest ? forest.getModels() : List.of(model);
    List<TreeModel<Label>> trees = new ArrayList<>();
    for (Model<Label> member : members) {
      if (!(member instanceof TreeModel<Label> tree)) {
        throw new IOException(
            "%s holds a %s, expected a TreeModel or an ensemble of them"
                .formatted(TribuoModels.FILE, member.getClass().getSimpleName()));
      }
      trees.add(tree);
    }
    return trees;
  }

  private int add(TreeModel<Label> tree, Node<Label> node) throws IOException {
    if (node instanceof LeafNode<Label> leaf) {
      return leaf(leaf);
    }
    SplitNode<Label> split = (SplitNode<Label>) node;
    int lower = add(tree, split.getLessThanOrEqual());
    int higher = add(tree, split.getGreaterThan());
    String feature = tree.getFeatureIDMap().get(split.getFeatureID()).getName();
    Integer place = places.get(feature);
    if (place == null) {
      throw new IOException("a tree looks at " + feature + ", which is none of its inputs");
    }
    BinnedInput input = inputs.inputs().get(place);
    int bin = (int) Math.floor(split.splitValue()) + 1;
    if (bin <= BinnedInput.UNKNOWN || bin > input.highest()) {
      throw new IOException(
          "a tree splits %s at %s, expected 0 to less than %d, its highest bin"
              .formatted(feature, split.splitValue(), input.highest()));
    }
    return ensemble.split(place, input.least(bin), lower, higher, true);
  }

  private int leaf(LeafNode<Label> leaf) throws IOException {
    Label positive = leaf.getDistribution().get(TribuoModels.POSITIVE);
    if (positive == null || !covers.hasNext()) {
      throw new IOException(
          positive == null
              ? "a leaf of a tree has no share of the class " + TribuoModels.POSITIVE
              : "the trees have more leaves than there are covers");
    }
    return ensemble.leaf(share * positive.getScore(), covers.nextDouble());
  }
}
