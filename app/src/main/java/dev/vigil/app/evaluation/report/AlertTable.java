package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.models.evaluation.EvaluationReport.AlertReport;
import dev.vigil.models.evaluation.EvaluationReport.ContestantReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.evaluation.Metric;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.TbodyTag;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Alerts at each contestant's own threshold, then at the one that keeps to each budget. */
final class AlertTable {
  private static final List<Metric> METRICS =
      List.of(Metric.SENSITIVITY, Metric.PPV, Metric.ALERTS_PER_DAY, Metric.LEAD_HOURS);

  private final SliceReport slice;
  private final List<Metric> metrics;

  /** Lead times are left out where nobody has one. */
  private AlertTable(SliceReport slice) {
    this.slice = slice;
    this.metrics = METRICS.stream().filter(metric -> EvaluationNumbers.has(slice, metric)).toList();
  }

  /**
   * The table.
   *
   * @param budgets alerts per patient-day, in the order in which the contestants have them
   */
  static DomContent of(SliceReport slice, List<Double> budgets) {
    return new AlertTable(slice).table(budgets);
  }

  private DomContent table(List<Double> budgets) {
    List<DomContent> groups = new ArrayList<>();
    groups.add(group("at the own threshold", ContestantReport::decisions));
    for (int i = 0; i < budgets.size(); i++) {
      int place = i;
      groups.add(
          group(
              "at %s alerts a day".formatted(budgets.get(i)),
              contestant -> contestant.budgets().get(place)));
    }
    TrTag heads =
        tr(
            EvaluationTables.head("alerts"),
            EvaluationTables.head("contestant"),
            EvaluationTables.head("threshold"));
    metrics.forEach(metric -> heads.with(EvaluationTables.head(EvaluationNumbers.name(metric))));
    return EvaluationTables.framed(
        TagCreator.table(caption("Alerts on " + slice.name()), thead(heads))
            .with(groups)
            .withId("alerts"));
  }

  private TbodyTag group(String name, Function<ContestantReport, AlertReport> alerts) {
    TbodyTag group = tbody();
    int contestants = slice.contestants().size();
    for (int i = 0; i < contestants; i++) {
      ContestantReport contestant = slice.contestants().get(i);
      TrTag row = tr();
      if (i == 0) {
        row.with(
            EvaluationTables.head(name)
                .attr("scope", "rowgroup")
                .attr("rowspan", Integer.toString(contestants)));
      }
      AlertReport report = alerts.apply(contestant);
      row.with(EvaluationTables.rowHead(contestant.name()), threshold(report));
      metrics.forEach(
          metric -> row.with(EvaluationTables.cell(EvaluationNumbers.measure(report, metric))));
      group.with(row);
    }
    return group;
  }

  private static TdTag threshold(AlertReport alerts) {
    return alerts.threshold() == null
        ? td(EvaluationNumbers.NONE).withClass("number")
        : EvaluationTables.number(alerts.threshold());
  }
}
