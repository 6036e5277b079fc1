package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.p;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.app.evaluation.report.SvgTag.Point;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.ReliabilityBin;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What came of rows about which the same was predicted. */
final class ReliabilityPlot {
  private static final Drawing DRAWING =
      new Drawing(
          "reliability",
          "Reliability",
          "Rows in bins by their predicted probability: the share of a bin's rows that is positive"
              + " over their mean probability. On the dotted line predictions are right, above it"
              + " too low, below it too high. The area of a mark is the bin's number of rows.");

  private static final double LARGEST = 7;
  private static final double SMALLEST = 2;

  private final SliceReport slice;
  private final Scale scale;
  private final Panel panel;
  private final long mostRows;

  private ReliabilityPlot(SliceReport slice) {
    this.slice = slice;
    List<ReliabilityBin> bins =
        slice.contestants().stream().flatMap(each -> each.reliability().stream()).toList();
    this.scale = scale(bins);
    this.mostRows = bins.stream().mapToLong(ReliabilityBin::rows).max().orElse(1);
    String logarithmic = scale instanceof LogScale ? ", logarithmic" : "";
    this.panel =
        new Panel(
            DRAWING,
            new Axis("predicted probability, mean of the bin" + logarithmic, scale),
            new Axis("observed: positive rows of the bin (share)" + logarithmic, scale));
  }

  static DomContent of(SliceReport slice) {
    return slice.contestants().stream().allMatch(each -> each.reliability().isEmpty())
        ? p(("No reliability to draw. " + leftOut(slice)).strip())
        : new ReliabilityPlot(slice).figureOf();
  }

  /** Both axes are the same, so that the right predictions are the diagonal. */
  private static Scale scale(List<ReliabilityBin> bins) {
    Scale scale = Scale.ofShares(bins.stream().map(ReliabilityBin::predicted).toList());
    if (!(scale instanceof LogScale)) {
      return scale;
    }
    return LogScale.covering(
        bins.stream()
            .flatMapToDouble(bin -> DoubleStream.of(bin.predicted(), bin.observed()))
            .toArray());
  }

  private DomContent figureOf() {
    List<Double> ticks = scale.ticks();
    double low = ticks.get(0);
    double high = ticks.get(ticks.size() - 1);
    panel.reference(panel.at(low, low), panel.at(high, high), "observed as predicted");
    for (int i = 0; i < slice.contestants().size(); i++) {
      ContestantReport contestant = slice.contestants().get(i);
      if (!contestant.reliability().isEmpty()) {
        add(new ContestantMark(i), contestant);
        panel.legend().contestant(i, contestant.name());
      }
    }
    String belowAxis =
        scale instanceof LogScale
            ? "A hollow mark stands for less than the axis shows, or 0. "
            : "";
    return DRAWING.figure(panel.svg(), belowAxis + leftOut(slice));
  }

  private void add(ContestantMark mark, ContestantReport contestant) {
    List<ReliabilityBin> bins = contestant.reliability();
    panel.curve(mark, bins.stream().map(this::at).toList());
    for (ReliabilityBin bin : bins) {
      double radius = Math.max(SMALLEST, LARGEST * Math.sqrt((double) bin.rows() / mostRows));
      SvgTag dot = isBelow(bin) ? mark.ring(at(bin), radius) : mark.dot(at(bin), radius);
      panel.draw(dot.with(new SvgTag("title").withText(words(contestant, bin))));
    }
  }

  private Point at(ReliabilityBin bin) {
    return panel.at(bin.predicted(), bin.observed());
  }

  private boolean isBelow(ReliabilityBin bin) {
    return scale instanceof LogScale log
        && (log.isBelow(bin.predicted()) || log.isBelow(bin.observed()));
  }

  private static String words(ContestantReport contestant, ReliabilityBin bin) {
    return String.format(
        Locale.ROOT,
        "%s: %,d rows, predicted %s, observed %s",
        contestant.name(),
        bin.rows(),
        EvaluationNumbers.share(bin.predicted()),
        EvaluationNumbers.share(bin.observed()));
  }

  /** Whoever is missing, and why; nothing where no one is. */
  private static String leftOut(SliceReport slice) {
    String names =
        slice.contestants().stream()
            .filter(contestant -> contestant.reliability().isEmpty())
            .map(ContestantReport::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : "Left out, for its numbers are no probabilities: " + names + ".";
  }
}
