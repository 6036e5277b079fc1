package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.b;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.header;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.forecast.ForecastNumbers;
import dev.vigil.app.forecast.ForecastRun.Forecasted;
import dev.vigil.models.evaluation.ForecastCase;
import dev.vigil.models.evaluation.ForecastEvaluation;
import dev.vigil.models.evaluation.ForecastMetric;
import dev.vigil.models.evaluation.ForecastReport;
import dev.vigil.models.evaluation.ForecastReport.ContestantReport;
import dev.vigil.models.evaluation.ForecastReport.SliceReport;
import dev.vigil.models.training.forecast.ForecastSpec;
import dev.vigil.models.training.forecast.ForecastTraining;
import j2html.tags.DomContent;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The training of a forecast as one HTML page; see {@link ReportHtml}. */
public final class ForecastPage {
  private static final double PERCENT = 100;
  private static final List<ForecastMetric> OF_SLICE =
      List.of(
          ForecastMetric.RMSE,
          ForecastMetric.MARD,
          ForecastMetric.CLARKE_A,
          ForecastMetric.COVERAGE,
          ForecastMetric.WIDTH);

  private final Forecasted forecasted;
  private final ForecastTraining training;

  private ForecastPage(Forecasted forecasted) {
    this.forecasted = requireNonNull(forecasted, "forecasted is null");
    this.training = forecasted.training();
  }

  /** The page of a training. */
  public static ForecastPage of(Forecasted forecasted) {
    return new ForecastPage(forecasted);
  }

  /** The page, in UTF-8. */
  public byte[] toBytes() {
    ForecastSpec spec = training.spec();
    String title = "Forecast " + spec.model() + ":" + spec.version();
    return ReportHtml.page(
        title,
        header(h1(title), facts()),
        readFirst(),
        validation("Unseen subjects", "unseen", forecasted.unseen()),
        section(h2("Error grids of unseen subjects"), grids()),
        validation("Later time of the same subjects", "later", forecasted.later()));
  }

  private DomContent facts() {
    return dl(
        fact("predicts", text(training.spec().label())),
        fact("bundle, SHA-256", code(training.bundleId())),
        fact("trained on", text(training.spec().data())),
        fact("settings", text(training.settings())),
        fact(
            "recording",
            counted(
                "%,d subjects, %,d readings, %,d rejected, %,d malformed rows",
                forecasted.use().patients(),
                forecasted.use().readings(),
                forecasted.use().rejected(),
                forecasted.use().malformedRows())),
        fact(
            "forecasts",
            counted(
                "%,d; %,d more moments had too little to forecast from, of %,d nobody knows what"
                    + " came",
                training.unseen().size(), forecasted.refused(), forecasted.withoutOutcome())));
  }

  private static DomContent fact(String name, DomContent value) {
    return each(dt(name), dd(value));
  }

  private static DomContent counted(String format, Object... values) {
    return text(String.format(Locale.ROOT, format, values));
  }

  private DomContent readFirst() {
    return section(
            p(
                b("Read this first. "),
                text(
                    "Not a medical device, and no proof that the model does anybody good. The truth"
                        + " here is what the same sensor said 30 minutes later, which follows"
                        + " glucose in blood late and has errors of its own; nothing is known of"
                        + " meals, insulin and exercise. "),
                counted(
                    "Unseen subjects: each of %d parts of the subjects was forecast by a model of"
                        + " the others, for which algorithm and interval were chosen without the"
                        + " part. Later time: the last 30 %% of each subject's recording was"
                        + " forecast by a model of all beginnings. ",
                    training.spec().folds()),
                counted(
                    "The interval is to hold %.0f %% of what comes, over all; it need not do so"
                        + " where glucose is low or high, so look at the slices. ",
                    PERCENT * training.spec().level()),
                counted(
                    "Numbers in brackets are 95 %% intervals: the subjects, not their rows, were"
                        + " drawn anew %,d times with replacement. With so few subjects they are"
                        + " rough. A second line with a sign is by how much a number is above the"
                        + " model's, on the same draws.",
                    forecasted.unseen().resamples())))
        .withId("read-first");
  }

  private static DomContent validation(String name, String id, ForecastReport report) {
    SliceReport all = report.slices().get(0);
    List<DomContent> rows = new ArrayList<>();
    for (ForecastMetric metric : ForecastMetric.values()) {
      TrTag row = tr(EvaluationTables.rowHead(ForecastNumbers.name(metric)));
      all.contestants().forEach(contestant -> row.with(cell(contestant, metric)));
      rows.add(row);
    }
    TrTag heads = tr(EvaluationTables.head("metric"));
    all.contestants().forEach(each -> heads.with(EvaluationTables.head(each.name())));
    String counts = "%,d subjects, %,d forecasts".formatted(all.subjects(), all.cases());
    return section(
            h2(name),
            EvaluationTables.framed(table(caption(counts), thead(heads), tbody().with(rows))),
            EvaluationTables.framed(slices(report)))
        .withId(id);
  }

  private static DomContent slices(ForecastReport report) {
    TrTag heads = tr(EvaluationTables.head("slice"), EvaluationTables.head("forecasts"));
    OF_SLICE.forEach(metric -> heads.with(EvaluationTables.head(ForecastNumbers.name(metric))));
    List<DomContent> rows = new ArrayList<>();
    for (SliceReport slice : report.slices()) {
      TrTag row =
          tr(
              EvaluationTables.rowHead(slice.name()),
              td("%,d".formatted(slice.cases())).withClass("number"));
      OF_SLICE.forEach(metric -> row.with(cell(slice.contestants().get(0), metric)));
      rows.add(row);
    }
    return table(caption("The model by glucose, mg/dL"), thead(heads), tbody().with(rows));
  }

  private static TdTag cell(ContestantReport contestant, ForecastMetric metric) {
    TdTag cell = td(div(ForecastNumbers.number(contestant, metric))).withClass("number");
    String difference = ForecastNumbers.difference(contestant, metric);
    return difference == null ? cell : cell.with(div(difference).withClass("difference"));
  }

  private DomContent grids() {
    List<ForecastCase> cases = training.unseen();
    return div(
            ErrorGridPlot.of(0, training.spec().model(), cases, ForecastCase::forecast),
            ErrorGridPlot.of(1, ForecastEvaluation.LAST_VALUE, cases, ForecastCase::last),
            ErrorGridPlot.of(2, ForecastEvaluation.LINE, cases, ForecastCase::extrapolated))
        .withClass("plots");
  }
}
