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

/** Receiver operating characteristic: positive rows found for negative rows taken along. */
final class RocPlot {
  private static final Drawing DRAWING =
      new Drawing(
          "roc",
          "Receiver operating characteristic",
          "For each threshold the share of positive rows at or above it over the share of negative"
              + " rows at or above it, one line a contestant. Nearer to the upper left is better.");

  private RocPlot() {}

  static DomContent of(SliceReport slice) {
    Panel panel =
        new Panel(
            DRAWING,
            new Axis("negative rows at or above the threshold (share)", LinearScale.SHARES),
            new Axis("positive rows at or above it (share)", LinearScale.SHARES));
    panel.reference(panel.at(0, 0), panel.at(1, 1), "by chance: AUROC 0.5");
    for (int i = 0; i < slice.contestants().size(); i++) {
      ContestantReport contestant = slice.contestants().get(i);
      panel.curve(new ContestantMark(i), points(panel, contestant.curve()));
      String reached =
          EvaluationNumbers.number(EvaluationNumbers.measure(contestant, Metric.AUROC));
      panel.legend().contestant(i, contestant.name(), "AUROC " + reached);
    }
    return DRAWING.figure(panel.svg(), "");
  }

  /** From a threshold above all numbers, at which there is nothing, to the lowest. */
  private static List<Point> points(Panel panel, List<CurvePoint> curve) {
    List<Point> points = new ArrayList<>();
    points.add(panel.at(0, 0));
    curve.forEach(point -> points.add(panel.at(point.falsePositives(), point.sensitivity())));
    return points;
  }
}
