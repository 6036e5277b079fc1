package dev.vigil.models.training;

import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.ModelProvenance;

/**
 * Tribuo's linear models, whose provenance says neither when nor on which machine they were
 * trained: the same rows and seed give the same bytes.
 */
final class TimelessTrainer extends LinearSGDTrainer {
  private static final double LEARNING_RATE = 0.1;
  private static final double EPSILON = 0.1;
  private static final int SILENT = -1;

  /** Tribuo 4.3.2 can't merge gradients of a batch in which only some rows know every input. */
  private static final int MINIBATCH = 1;

  TimelessTrainer(LabelObjective objective, int epochs, long seed) {
    super(objective, new AdaGrad(LEARNING_RATE, EPSILON), epochs, SILENT, MINIBATCH, seed);
  }

  @Override
  protected LinearSGDModel createModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Label> labels,
      LinearParameters parameters) {
    return super.createModel(name, Timeless.provenance(provenance), features, labels, parameters);
  }
}
