package dev.vigil.app.cli;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import java.util.List;
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
        List<Metric> metrics = metrics(slice);
        text.append(
            row(
                slice.name(),
                EvaluationNumbers.name(metrics.get(0)),
                "above the first",
                EvaluationNumbers.name(metrics.get(1)),
                EvaluationNumbers.name(metrics.get(2))));
        slice.contestants().forEach(model -> text.append(row(model, metrics)));
        text.append('\n');
      }
    }
    return text.toString().stripTrailing() + '\n';
  }

  /** What the models are compared by: utility, or AUROC where the event has no moment. */
  private static List<Metric> metrics(SliceReport slice) {
    return EvaluationNumbers.has(slice, Metric.UTILITY)
        ? List.of(Metric.UTILITY, Metric.AUROC, Metric.AUPRC)
        : List.of(Metric.AUROC, Metric.AUPRC, Metric.LEAST_OF_SENSITIVITY_AND_PPV);
  }

  private static String row(ContestantReport model, List<Metric> metrics) {
    return row(
        "  " + model.name(),
        EvaluationText.number(model, metrics.get(0)),
        difference(EvaluationNumbers.measure(model, metrics.get(0))),
        EvaluationText.number(model, metrics.get(1)),
        EvaluationText.number(model, metrics.get(2)));
  }

  private static String difference(@Nullable Measure measure) {
    return measure == null || measure.aboveFirst() == null
        ? ""
        : EvaluationNumbers.difference(measure.aboveFirst());
  }

  private static String row(
      String name, String first, String difference, String second, String third) {
    return "%-48s %-22s %-25s %-22s %s"
            .formatted(name, first, difference, second, third)
            .stripTrailing()
        + '\n';
  }
}
