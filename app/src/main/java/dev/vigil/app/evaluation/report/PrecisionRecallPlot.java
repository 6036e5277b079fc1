package dev.vigil.app.evaluation.report;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.app.evaluation.report.SvgTag.Point;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Metric;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** How many of the rows at or above a threshold are right, over how many positive ones it finds. */
final class PrecisionRecallPlot {
  private static final Drawing DRAWING =
      new Drawing(
          "precision-recall",
          "Precision and recall",
          "For each threshold the share of positive rows among those at or above it (precision)"
              + " over the share of all positive rows found (recall), one line a contestant. Higher"
              + " is better.");

  /** Precision of so few positive rows jumps, and would leave the rest no room. */
  private static final double SETTLED = 0.02;

  private PrecisionRecallPlot() {}

  static DomContent of(SliceReport slice) {
    double prevalence = (double) slice.positiveRows() / slice.rows();
    Panel panel =
        new Panel(
            DRAWING,
            new Axis("recall: positive rows found (share)", LinearScale.SHARES),
            new Axis("precision: right among those found (share)", precisions(slice, prevalence)));
    panel.reference(
        panel.at(0, prevalence),
        panel.at(1, prevalence),
        "by chance: " + EvaluationNumbers.share(prevalence) + " of the rows are positive");
    for (int i = 0; i < slice.contestants().size(); i++) {
      ContestantReport contestant = slice.contestants().get(i);
      panel.curve(new ContestantMark(i), points(panel, contestant.curve()));
      String reached =
          EvaluationNumbers.number(EvaluationNumbers.measure(contestant, Metric.AUPRC));
      panel.legend().contestant(i, contestant.name(), "AUPRC " + reached);
    }
    return DRAWING.figure(
        panel.svg(),
        "What is above the plot at a recall below " + SETTLED + " is a matter of a few rows.");
  }

  private static Scale precisions(SliceReport slice, double prevalence) {
    double highest =
        slice.contestants().stream()
            .flatMap(contestant -> contestant.curve().stream())
            .filter(point -> point.sensitivity() >= SETTLED)
            .mapToDouble(CurvePoint::precision)
            .reduce(prevalence, Math::max);
    return LinearScale.covering(0, highest);
  }

  /**
   * Steps, whose area is the average precision: between two thresholds the precision is that of the
   * lower one. A straight line would promise what no threshold gives. Source: Davis, Goadrich: The
   * relationship between precision-recall and ROC curves, ICML 2006.
   */
  private static List<Point> points(Panel panel, List<CurvePoint> curve) {
    List<Point> points = new ArrayList<>();
    double recall = 0;
    for (CurvePoint point : curve) {
      points.add(panel.at(recall, point.precision()));
      points.add(panel.at(point.sensitivity(), point.precision()));
      recall = point.sensitivity();
    }
    return points;
  }
}
