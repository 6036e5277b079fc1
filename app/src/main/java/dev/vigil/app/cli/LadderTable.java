package dev.vigil.app.cli;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What a model is worth above simpler ones, a line each: on all rows, on early hours, without those
 * who were labelled at once. Differences are paired, by the same resamples of the patients.
 */
final class LadderTable {
  private LadderTable() {}

  static String of(EvaluationReport report) {
    StringBuilder text = new StringBuilder();
    for (SliceReport slice : report.slices()) {
      if (slice.group() == null && slice.notEvaluated() == null) {
        Metric metric = leading(slice);
        String name = EvaluationNumbers.name(metric);
        text.append(row(slice.name(), name, "above the first", "AUROC", "AUPRC"));
        slice.contestants().forEach(model -> text.append(row(model, metric)));
        text.append('\n');
      }
    }
    return text.toString().stripTrailing() + '\n';
  }

  /** What the models are compared by: utility, where the event has an onset. */
  private static Metric leading(SliceReport slice) {
    return EvaluationNumbers.measure(slice.contestants().get(0), Metric.UTILITY) == null
        ? Metric.AUROC
        : Metric.UTILITY;
  }

  private static String row(ContestantReport model, Metric metric) {
    return row(
        "  " + model.name(),
        EvaluationText.number(model, metric),
        difference(EvaluationNumbers.measure(model, metric)),
        EvaluationText.number(model, Metric.AUROC),
        EvaluationText.number(model, Metric.AUPRC));
  }

  private static String difference(@Nullable Measure measure) {
    return measure == null || measure.aboveFirst() == null
        ? ""
        : EvaluationNumbers.difference(measure.aboveFirst());
  }

  private static String row(
      String name, String number, String difference, String auroc, String auprc) {
    return "%-48s %-22s %-25s %-22s %s"
            .formatted(name, number, difference, auroc, auprc)
            .stripTrailing()
        + '\n';
  }
}
