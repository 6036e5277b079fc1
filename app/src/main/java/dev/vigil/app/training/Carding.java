package dev.vigil.app.training;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.CodeVersion;
import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.bundles.BundleCard.Performance;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.training.InputSet;
import dev.vigil.models.training.TrainingReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the card of a trained model, out of its order and of what its validation measured. */
final class Carding {
  private final TrainingOrder order;
  private final EvaluationReport evaluation;

  Carding(TrainingOrder order, EvaluationReport evaluation) {
    this.order = requireNonNull(order, "order is null");
    this.evaluation = requireNonNull(evaluation, "evaluation is null");
  }

  /** The model's bundle with card and ladder. */
  byte[] bundle(TrainingReport model, Map<InputSet, TrainingReport> ladder) {
    SortedMap<String, byte[]> rungs = new TreeMap<>();
    ladder.forEach((inputs, rung) -> rungs.put(inputs.label(), rung.bundle()));
    try {
      return Bundles.withCard(model.bundle(), card(), rungs);
    } catch (BundleException e) {
      throw new IllegalStateException("the bundle just written can't be read", e);
    }
  }

  private BundleCard card() {
    return new BundleCard(
        "Tells clinicians which patients are at risk of "
            + order.target().label()
            + ", each time something is measured, out of "
            + order.inputs().meaning()
            + ". Not to decide alone, nor to rule it out.",
        order.statement().licence(),
        CodeVersion.get(),
        order.statement().limits(order.target().caveat()),
        performance());
  }

  /** Of groups of patients the model alone, of all others its ladder too. */
  private List<Performance> performance() {
    List<Performance> all = new ArrayList<>();
    for (SliceReport slice : evaluation.slices()) {
      int models = slice.group() == null ? slice.contestants().size() : 1;
      slice.contestants().stream()
          .limit(models)
          .forEach(contestant -> all.add(performance(slice, contestant)));
    }
    return all;
  }

  private static Performance performance(SliceReport slice, ContestantReport contestant) {
    SortedMap<String, Estimate> metrics = new TreeMap<>();
    contestant.metrics().forEach((key, measure) -> metrics.put(key, measure.estimate()));
    contestant
        .decisions()
        .metrics()
        .forEach((key, measure) -> metrics.put(key, measure.estimate()));
    return new Performance(
        contestant.name(),
        slice.name(),
        slice.group(),
        slice.patients(),
        slice.rows(),
        slice.positiveRows(),
        metrics);
  }
}
