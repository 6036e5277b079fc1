package dev.vigil.bench.scoring;

import dev.vigil.models.risk.Predictor;
import dev.vigil.models.training.Learner;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.models.training.TrainingTable;
import dev.vigil.models.training.TribuoTreesFit;
import dev.vigil.models.training.TribuoTreesLearner;
import dev.vigil.models.trees.BinnedInputs;
import dev.vigil.models.tribuo.TribuoModels;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

/** A random forest of 100 trees of depth 6, as Tribuo serves it and as we do. */
final class GrownForest {
  private static final TribuoTreesFit FIT = new TribuoTreesFit(100, 6, 10, 0.3f, 16, 5_000);
  private static final String INPUTS = "inputs.json";

  private final Model<Label> tribuo;
  private final Predictor ours;
  private final List<Example<Label>> examples = new ArrayList<>();

  GrownForest(DrawnRows rows) {
    Learner.Learned learned =
        new TribuoTreesLearner(FIT, 1).learn(table(rows), "drawn", Progress.NONE);
    this.ours = learned.predictor();
    try {
      this.tribuo = TribuoModels.read(learned.files());
      BinnedInputs inputs = Json.decode(learned.files().get(INPUTS), BinnedInputs.class);
      for (double[] row : rows.rows()) {
        examples.add(example(inputs, picked(rows, inputs, row)));
      }
    } catch (IOException | MalformedRecordException e) {
      throw new IllegalStateException("the benchmark's own forest can't be read", e);
    }
  }

  private static TrainingTable table(DrawnRows rows) {
    return TrainingTable.of(
        rows.features(),
        IntStream.range(0, DrawnRows.ROWS)
            .mapToObj(
                row ->
                    new TrainingRow(
                        "p" + row,
                        row,
                        rows.vector(row),
                        rows.label(row),
                        rows.label(row) ? 0 : TrainingRow.NEVER))
            .iterator(),
        Progress.NONE);
  }

  private static double[] picked(DrawnRows rows, BinnedInputs inputs, double[] row) {
    return inputs.features().stream()
        .mapToDouble(feature -> row[rows.features().indexOf(feature)])
        .toArray();
  }

  private static Example<Label> example(BinnedInputs inputs, double[] row) {
    ArrayExample<Label> example = new ArrayExample<>(new Label(TribuoModels.NEGATIVE));
    inputs.terms(row, example::add);
    return example;
  }

  /** Share of positive rows in the leaves that a row comes to, as Tribuo computes it. */
  double tribuo(int row) {
    return GrownModel.positive(tribuo.predict(examples.get(row)));
  }

  /** The same as we do. */
  Predictor ours() {
    return ours;
  }
}
