package dev.vigil.models.training;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.ensemble.EnsembleModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.EnsembleModelProvenance;
import org.tribuo.provenance.ModelProvenance;

/**
 * Tribuo's models with a provenance that says neither when nor on which machine they were trained:
 * the same rows and seed give the same bytes.
 */
final class Timeless {
  private Timeless() {}

  /** What a model of one part knows of its training, but for time and machine. */
  static ModelProvenance provenance(ModelProvenance timed) {
    return new ModelProvenance(
        timed.getClassName(),
        TribuoRows.TIME,
        timed.getDatasetProvenance(),
        timed.getTrainerProvenance(),
        Map.of(),
        false);
  }

  /** The same tree. Its provenance can't be set but in what Tribuo writes. */
  static TreeModel<Label> tree(TreeModel<Label> grown) {
    ModelDataCarrier<Label> head =
        new ModelDataCarrier<>(
            grown.getName(),
            provenance(grown.getProvenance()),
            grown.getFeatureIDMap(),
            grown.getOutputIDInfo(),
            grown.generatesProbabilities(),
            Tribuo.VERSION);
    ModelProto written = grown.serialize();
    try {
      TreeModelProto tree =
          written.getSerializedData().unpack(TreeModelProto.class).toBuilder()
              .setMetadata(head.serialize())
              .build();
      ModelProto again = written.toBuilder().setSerializedData(Any.pack(tree)).build();
      return (TreeModel<Label>) Model.deserialize(again).castModel(Label.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Tribuo can't read the tree that it has written", e);
    }
  }

  /** The same forest, which averages the shares of its trees' leaves. */
  static WeightedEnsembleModel<Label> forest(EnsembleModel<Label> grown) {
    List<Model<Label>> trees = new ArrayList<>();
    for (Model<Label> tree : grown.getModels()) {
      trees.add(tree((TreeModel<Label>) tree));
    }
    EnsembleModelProvenance timed = grown.getProvenance();
    EnsembleModelProvenance timeless =
        new EnsembleModelProvenance(
            timed.getClassName(),
            TribuoRows.TIME,
            timed.getDatasetProvenance(),
            timed.getTrainerProvenance(),
            Map.of(),
            false,
            ListProvenance.createListProvenance(trees));
    return new WeightedEnsembleModel<>(
        grown.getName(),
        timeless,
        grown.getFeatureIDMap(),
        grown.getOutputIDInfo(),
        trees,
        new FullyWeightedVotingCombiner());
  }
}
