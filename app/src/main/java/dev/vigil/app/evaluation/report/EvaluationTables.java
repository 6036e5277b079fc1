package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.models.evaluation.ReliabilityBin;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.ThTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was measured, contestants side by side. */
final class EvaluationTables {
  private static final List<Metric> OF_SLICE =
      List.of(
          Metric.UTILITY,
          Metric.AUROC,
          Metric.AUPRC,
          Metric.ACCURACY,
          Metric.LEAST_OF_SENSITIVITY_AND_PPV);

  /** What a metric of the rows is if nothing could be better. */
  private static final Map<Metric, String> PERFECT =
      Map.of(
          Metric.AUROC, "1",
          Metric.AUPRC, "1",
          Metric.CALIBRATION_ERROR, "0",
          Metric.UTILITY, "1",
          Metric.ACCURACY, "1",
          Metric.LEAST_OF_SENSITIVITY_AND_PPV, "1",
          Metric.CALIBRATION_SLOPE, "1",
          Metric.CALIBRATION_INTERCEPT, "0",
          Metric.CALIBRATION_IN_THE_LARGE, "0");

  private EvaluationTables() {}

  /** Metrics of a slice's rows; those of alerts have their own table. */
  static DomContent metrics(SliceReport slice) {
    List<DomContent> rows = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      String perfect = PERFECT.get(metric);
      if (perfect != null && EvaluationNumbers.has(slice, metric)) {
        rows.add(metric(slice, metric).with(td(perfect).withClass("number")));
      }
    }
    TrTag thresholds = tr(rowHead("at a threshold of"));
    slice.contestants().forEach(each -> thresholds.with(number(each.threshold())));
    rows.add(thresholds.with(td()));
    return framed(
        table(
                caption("Metrics of " + slice.name()),
                thead(heads("metric", slice).with(head("perfect is"))),
                tbody().with(rows))
            .withId("metrics"));
  }

  /** A table of a slice, a contestant a row, or why there is none. */
  static DomContent slice(SliceReport slice) {
    String counts =
        String.format(
            Locale.ROOT,
            "%,d patients, %,d with the event; %,d rows, %,d positive",
            slice.patients(),
            slice.events(),
            slice.rows(),
            slice.positiveRows());
    DivTag words = div(counts).withClass("counts");
    if (slice.notEvaluated() != null) {
      String name = EvaluationNumbers.name(slice);
      return div(div(name).withClass("name"), words, p("not measured: " + slice.notEvaluated()))
          .withClass("slice");
    }
    List<Metric> metrics =
        OF_SLICE.stream().filter(metric -> EvaluationNumbers.has(slice, metric)).toList();
    TrTag heads = tr(head("contestant"));
    metrics.forEach(metric -> heads.with(head(EvaluationNumbers.name(metric))));
    List<DomContent> rows = new ArrayList<>();
    for (ContestantReport contestant : slice.contestants()) {
      TrTag row = tr(rowHead(contestant.name()));
      metrics.forEach(metric -> row.with(cell(EvaluationNumbers.measure(contestant, metric))));
      rows.add(row);
    }
    return framed(
            table(
                caption(div(EvaluationNumbers.name(slice)).withClass("name"), words),
                thead(heads),
                tbody().with(rows)))
        .withClass("slice");
  }

  /** Bins of the reliability plot, of whoever has them. */
  static DomContent bins(SliceReport slice) {
    List<DomContent> rows = new ArrayList<>();
    for (ContestantReport contestant : slice.contestants()) {
      for (ReliabilityBin bin : contestant.reliability()) {
        rows.add(
            tr(
                rowHead(contestant.name()),
                td(String.format(Locale.ROOT, "%,d", bin.rows())).withClass("number"),
                number(bin.predicted()),
                number(bin.observed())));
      }
    }
    return framed(
        table(
                caption("Bins of the reliability plot"),
                thead(tr(head("contestant"), head("rows"), head("predicted"), head("observed"))),
                tbody().with(rows))
            .withId("bins"));
  }

  private static TrTag metric(SliceReport slice, Metric metric) {
    TrTag row = tr(rowHead(EvaluationNumbers.name(metric)));
    slice.contestants().forEach(each -> row.with(cell(EvaluationNumbers.measure(each, metric))));
    return row;
  }

  private static TrTag heads(String first, SliceReport slice) {
    TrTag heads = tr(head(first));
    slice.contestants().forEach(each -> heads.with(head(each.name())));
    return heads;
  }

  /** A number with its interval; below it by how much it is above the first contestant's. */
  static TdTag cell(@Nullable Measure measure) {
    TdTag cell = td(div(EvaluationNumbers.number(measure))).withClass("number");
    return measure == null || measure.aboveFirst() == null
        ? cell
        : cell.with(
            div(EvaluationNumbers.difference(measure.aboveFirst())).withClass("difference"));
  }

  /** A threshold, a probability or a share of rows. */
  static TdTag number(double share) {
    return td(EvaluationNumbers.share(share)).withClass("number");
  }

  static ThTag head(String words) {
    return th(words).attr("scope", "col");
  }

  static ThTag rowHead(String words) {
    return th(words).attr("scope", "row");
  }

  /** Scrolls sideways by itself where the window is narrow. */
  static DivTag framed(DomContent table) {
    return div(table).withClass("frame");
  }
}
