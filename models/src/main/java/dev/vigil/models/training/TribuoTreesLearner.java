package dev.vigil.models.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.training.TrainingTable.Row;
import dev.vigil.models.trees.BinnedInput;
import dev.vigil.models.trees.BinnedInputs;
import dev.vigil.models.trees.TribuoTreePayload;
import dev.vigil.models.trees.WeightedRow;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;

/** Grows a classification tree (CART) or a random forest with Tribuo. */
public final class TribuoTreesLearner implements Learner {
  private final TribuoTreesFit fit;
  private final long seed;

  /**
   * Sets it up.
   *
   * @param seed of thinning, of the rows of each tree and of the inputs of each split
   */
  public TribuoTreesLearner(TribuoTreesFit fit, long seed) {
    this.fit = requireNonNull(fit, "fit is null");
    this.seed = seed;
  }

  @Override
  public BundleManifest.Kind kind() {
    return fit.isForest()
        ? BundleManifest.Kind.TRIBUO_RANDOM_FOREST
        : BundleManifest.Kind.TRIBUO_CART;
  }

  @Override
  public String missingValues() {
    return BinnedInputs.MISSING_VALUES;
  }

  @Override
  public SortedMap<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "fit",
            fit.toString(),
            "learned-from",
            "all positive rows and at most about " + fit.maxNegatives() + " drawn negative ones",
            "tribuo",
            Tribuo.VERSION));
  }

  /** A forest of a quarter of the trees: its mean is nearly that of all. */
  @Override
  public Learner draft() {
    return fit.isForest() ? new TribuoTreesLearner(fit.quarter(), seed) : this;
  }

  @Override
  public Learner forFewer(double share) {
    return new TribuoTreesLearner(fit.forFewer(share), seed);
  }

  @Override
  public Learned learn(TrainingTable table, String source, Progress progress) {
    Thinning thinning = Thinning.toWhole(fit.maxNegatives(), table, new Draw(seed));
    TrainingTable some = table.withRows(table.rows().stream().filter(thinning::keeps).toList());
    BinnedInputs inputs = inputs(some);
    int[] columns = some.columns(inputs.features());
    TribuoRows rows = new TribuoRows();
    for (Row row : some.rows()) {
      double[] values = row.pick(columns);
      rows.add(row.label(), thinning.weight(row), terms -> inputs.terms(values, terms));
    }
    progress.at("rows to learn from", rows.size());
    Model<Label> tribuo = grow(rows.dataset(source));
    Stream<WeightedRow> weighted =
        some.rows().stream().map(row -> new WeightedRow(row.pick(columns), thinning.weight(row)));
    try {
      SortedMap<String, byte[]> files = TribuoTreePayload.write(inputs, tribuo, weighted);
      return new Learned(TribuoTreePayload.read(files), files);
    } catch (IOException e) {
      throw new IllegalStateException("what Tribuo has grown can't be read: " + e.getMessage(), e);
    }
  }

  /** Bins of what is ever known. */
  private BinnedInputs inputs(TrainingTable table) {
    Stream.Builder<BinnedInput> inputs = Stream.builder();
    for (String feature : table.features()) {
      double[] known = table.known(feature);
      if (known.length > 0) {
        inputs.add(BinnedInput.of(feature, known, fit.bins()));
      }
    }
    return new BinnedInputs(inputs.build().toList());
  }

  private Model<Label> grow(Dataset<Label> rows) {
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(
            fit.maxDepth(), fit.minChildWeight(), 0, fit.columnShare(), new GiniIndex(), seed);
    return fit.isForest()
        ? Timeless.forest(
            new RandomForestTrainer<>(tree, new FullyWeightedVotingCombiner(), fit.trees(), seed)
                .train(rows))
        : Timeless.tree(tree.train(rows));
  }
}
