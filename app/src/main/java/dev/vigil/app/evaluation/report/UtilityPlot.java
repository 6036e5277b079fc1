package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.p;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.app.evaluation.report.SvgTag.Point;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.CurvePoint;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/** What deciding from each threshold on would be worth. */
final class UtilityPlot {
  private static final Drawing DRAWING =
      new Drawing(
          "utility",
          "Utility against threshold",
          "The normalised utility of deciding from each threshold on, one line a contestant: 1 is"
              + " the best there is, 0 is never deciding. A ring stands at a contestant's own"
              + " threshold.");

  /** Far below never deciding no one wants to know how far. */
  private static final double LOWEST = -1;

  /** So that an axis that ends at 0 still has it inside. */
  private static final double LEAST_HIGHEST = 0.05;

  private UtilityPlot() {}

  static DomContent of(SliceReport slice) {
    List<CurvePoint> known = known(slice);
    if (known.isEmpty()) {
      return p("There is no utility to draw: the event has no onset.");
    }
    Panel panel =
        new Panel(
            DRAWING,
            new Axis(
                "threshold", Scale.ofShares(known.stream().map(CurvePoint::threshold).toList())),
            new Axis("normalised utility", utilities(known)));
    panel.reference(panel.at(0, 0), panel.at(1, 0), "never deciding: utility 0");
    for (int i = 0; i < slice.contestants().size(); i++) {
      add(panel, i, slice.contestants().get(i));
    }
    return DRAWING.figure(
        panel.svg(),
        "A line is cut off below "
            + LOWEST
            + ". Thresholds of a clinical score are shares of its highest value, no"
            + " probabilities.");
  }

  /** Points that have a utility. */
  private static List<CurvePoint> known(SliceReport slice) {
    return slice.contestants().stream()
        .flatMap(contestant -> contestant.curve().stream())
        .filter(point -> point.utility() != null)
        .toList();
  }

  private static Scale utilities(List<CurvePoint> known) {
    double[] values =
        known.stream()
            .map(CurvePoint::utility)
            .filter(Objects::nonNull)
            .mapToDouble(utility -> utility)
            .toArray();
    double low = DoubleStream.of(values).min().orElse(0);
    double high = DoubleStream.of(values).max().orElse(0);
    return LinearScale.covering(Math.max(LOWEST, Math.min(low, 0)), Math.max(LEAST_HIGHEST, high));
  }

  private static void add(Panel panel, int index, ContestantReport contestant) {
    ContestantMark mark = new ContestantMark(index);
    Measure own = EvaluationNumbers.measure(contestant, Metric.UTILITY);
    String reached =
        EvaluationNumbers.number(own)
            + " at a threshold of "
            + EvaluationNumbers.share(contestant.threshold());
    panel.curve(mark, points(panel, contestant.curve()));
    panel.legend().contestant(index, contestant.name(), reached);
    if (own != null && panel.shows(contestant.threshold(), own.estimate().value())) {
      Point at = panel.at(contestant.threshold(), own.estimate().value());
      panel.ring(mark, at, contestant.name() + ": " + reached);
    }
  }

  /** Steps: a threshold between two numbers decides as the higher one; above all, never. */
  private static List<Point> points(Panel panel, List<CurvePoint> curve) {
    List<Point> points = new ArrayList<>();
    points.add(panel.at(1, 0));
    double utility = 0;
    for (CurvePoint point : curve) {
      if (point.utility() != null) {
        points.add(panel.at(point.threshold(), utility));
        points.add(panel.at(point.threshold(), point.utility()));
        utility = point.utility();
      }
    }
    return points;
  }
}
