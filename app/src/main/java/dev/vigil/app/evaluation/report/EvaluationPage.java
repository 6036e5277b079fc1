package dev.vigil.app.evaluation.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.app.evaluation.EvaluatedModels;
import dev.vigil.app.evaluation.EvaluationRun.Evaluated;
import dev.vigil.app.training.TrainingRun.Trained;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationReport.SliceReport;
import dev.vigil.models.training.TrainingReport;
import j2html.tags.DomContent;
import java.util.List;
import java.util.function.Predicate;

/** An evaluation as one HTML page; see {@link ReportHtml}. */
public final class EvaluationPage {
  private final BundleManifest manifest;
  private final String bundle;
  private final RecordingUse use;
  private final String standing;
  private final EvaluationReport report;

  /**
   * Makes one.
   *
   * @param manifest of the evaluated bundle
   * @param bundle its SHA-256
   * @param use how much of the recording the report stands on
   * @param standing what to think of its numbers, in whole sentences
   */
  EvaluationPage(
      BundleManifest manifest,
      String bundle,
      RecordingUse use,
      String standing,
      EvaluationReport report) {
    this.manifest = requireNonNull(manifest, "manifest is null");
    this.bundle = requireNonNull(bundle, "bundle is null");
    this.use = requireNonNull(use, "use is null");
    this.standing = requireNonNull(standing, "standing is null");
    this.report = requireNonNull(report, "report is null");
  }

  /**
   * The page of an evaluation.
   *
   * @throws NullPointerException if it has no report
   */
  public static EvaluationPage of(Evaluated evaluated, EvaluatedModels models) {
    return new EvaluationPage(
        models.manifest(),
        models.bundle(),
        evaluated.use(),
        Preface.ofBundle(models.manifest()),
        requireNonNull(evaluated.report(), "there is no report"));
  }

  /** The page of a training. */
  public static EvaluationPage of(Trained trained) {
    TrainingReport model = trained.model();
    try {
      BundleManifest manifest = Bundles.manifest(model.bundle());
      String standing = Preface.ofTraining(model.folds(), manifest);
      return new EvaluationPage(
          manifest, model.bundleId(), trained.use(), standing, trained.evaluation());
    } catch (BundleException e) {
      throw new IllegalStateException("the bundle just written can't be read", e);
    }
  }

  /** The page, in UTF-8. */
  public byte[] toBytes() {
    SliceReport all = report.slices().get(0);
    return ReportHtml.page(
        Preface.title(manifest),
        Preface.facts(manifest, bundle, use, all),
        Preface.readFirst(standing, report),
        all.notEvaluated() == null
            ? measured(all)
            : p("Nothing was measured: " + all.notEvaluated() + "."));
  }

  private DomContent measured(SliceReport all) {
    return each(
        section(
            h2("The ladder"),
            p(
                "What the model is worth above simpler ones, and above scores that there are"
                    + " already. What it has more than those that see no value is what the values"
                    + " say."),
            slices(slice -> slice.group() == null)),
        section(h2("All rows"), EvaluationTables.metrics(all)),
        section(
            h2("Alerts"),
            p(
                "An alert is a row at or above the threshold after one below it. Detected: share of"
                    + " the patients with the event who have an alert around its onset, where it"
                    + " has one, else any alert. Right: share of such ones among the alerts. A"
                    + " budget's threshold was found on these very rows."),
            AlertTable.of(all, report.settings().alertBudgets())),
        section(h2("Groups of patients"), slices(slice -> slice.group() != null)),
        section(h2("Plots of all rows"), plots(all), EvaluationTables.bins(all)),
        section(h2("AUROC by slice"), ForestPlot.of(report.slices())));
  }

  private DomContent slices(Predicate<SliceReport> which) {
    List<SliceReport> slices = report.slices().stream().filter(which).toList();
    return div(each(slices, EvaluationTables::slice)).withClass("slices");
  }

  private static DomContent plots(SliceReport all) {
    return div(
            RocPlot.of(all),
            PrecisionRecallPlot.of(all),
            UtilityPlot.of(all),
            ReliabilityPlot.of(all))
        .withClass("plots");
  }
}
