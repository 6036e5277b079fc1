package dev.vigil.app.evaluation.report;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.app.evaluation.report.SvgTag.Point;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** AUROC of every slice with its interval, one below the other. */
final class ForestPlot {
  private static final Drawing DRAWING =
      new Drawing(
          "forest",
          "AUROC by slice",
          "The AUROC of each contestant in each slice of the rows, a mark with its 95 % interval as"
              + " a line. Farther right is better.");

  private static final double CHANCE = 0.5;
  private static final double LEFT = 250;
  private static final double WIDTH = 600;
  private static final double RIGHT = 24;
  private static final double TOP = 8;
  private static final double BELOW = 54;
  private static final double ROW = 15;
  private static final double BETWEEN = 9;
  private static final double RADIUS = 4.5;

  private final List<SliceReport> slices;
  private final Scale scale;
  private final SvgTag rows = new SvgTag("g");
  private double bottom = TOP;

  private ForestPlot(List<SliceReport> slices) {
    this.slices = slices;
    this.scale = scale(slices);
  }

  static DomContent of(List<SliceReport> slices) {
    ForestPlot plot = new ForestPlot(slices);
    slices.forEach(plot::add);
    return DRAWING
        .figure(plot.svg(), "In brackets: patients with the event of all patients in the slice.")
        .withClass("wide");
  }

  private static Scale scale(List<SliceReport> slices) {
    double[] ends =
        slices.stream()
            .flatMap(slice -> slice.contestants().stream())
            .map(ForestPlot::auroc)
            .filter(Objects::nonNull)
            .flatMapToDouble(ForestPlot::ends)
            .toArray();
    return LinearScale.covering(
        DoubleStream.of(ends).min().orElse(0), DoubleStream.of(ends).max().orElse(1));
  }

  private static @Nullable Estimate auroc(ContestantReport contestant) {
    Measure measure = EvaluationNumbers.measure(contestant, Metric.AUROC);
    return measure == null ? null : measure.estimate();
  }

  private static DoubleStream ends(Estimate estimate) {
    return Stream.of(estimate.value(), estimate.low(), estimate.high())
        .filter(Objects::nonNull)
        .mapToDouble(end -> end);
  }

  private void add(SliceReport slice) {
    double height = Math.max(1, slice.contestants().size()) * ROW;
    double middle = bottom + (height + BETWEEN) / 2;
    String name =
        String.format(
            Locale.ROOT,
            "%s (%,d/%,d)",
            EvaluationNumbers.shortName(slice),
            slice.events(),
            slice.patients());
    rows.with(SvgTag.words("key", new Point(LEFT - 12, middle + 4), "end", name));
    if (slice.notEvaluated() != null) {
      String why = "not measured: " + slice.notEvaluated();
      rows.with(SvgTag.words("tick-label", new Point(LEFT + 8, middle + 4), "start", why));
    }
    double y = bottom + (ROW + BETWEEN) / 2;
    for (int i = 0; i < slice.contestants().size(); i++) {
      add(new ContestantMark(i), name, slice.contestants().get(i), y);
      y += ROW;
    }
    bottom += height + BETWEEN;
    rows.with(SvgTag.line("grid", new Point(LEFT, bottom), new Point(LEFT + WIDTH, bottom)));
  }

  private void add(ContestantMark mark, String slice, ContestantReport contestant, double y) {
    Estimate estimate = auroc(contestant);
    if (estimate == null) {
      return;
    }
    if (estimate.low() != null && estimate.high() != null) {
      rows.with(mark.curve(List.of(at(estimate.low(), y), at(estimate.high(), y))));
    }
    String number = EvaluationNumbers.number(EvaluationNumbers.measure(contestant, Metric.AUROC));
    rows.with(
        mark.dot(at(estimate.value(), y), RADIUS)
            .with(new SvgTag("title").withText(slice + ", " + contestant.name() + ": " + number)));
  }

  private Point at(double value, double y) {
    return new Point(LEFT + scale.place(value) * WIDTH, y);
  }

  private SvgTag svg() {
    Legend legend = new Legend();
    List<ContestantReport> contestants = slices.get(0).contestants();
    for (int i = 0; i < contestants.size(); i++) {
      legend.contestant(i, contestants.get(i).name());
    }
    SvgTag inside = new SvgTag("g");
    if (scale.place(CHANCE) >= 0 && scale.place(CHANCE) <= 1) {
      inside.with(SvgTag.line("reference", at(CHANCE, TOP), at(CHANCE, bottom)));
      legend.reference("by chance: AUROC 0.5");
    }
    double below = bottom + BELOW;
    return DRAWING
        .svg(LEFT + WIDTH + RIGHT, below + legend.height() + 4)
        .with(
            new Axis("AUROC", scale).below(new Point(LEFT, bottom), WIDTH, bottom - TOP),
            inside.with(rows),
            legend.svg(new Point(LEFT, below)));
  }
}
