package dev.vigil.app.cli;

import dev.vigil.app.cli.EvaluationText.Files;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.evaluation.EvaluatedModels;
import dev.vigil.app.evaluation.EvaluationOrder;
import dev.vigil.app.evaluation.EvaluationRun;
import dev.vigil.app.evaluation.EvaluationRun.Evaluated;
import dev.vigil.app.evaluation.report.EvaluationPage;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.models.evaluation.EvaluationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil model evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Measure how good a model is on a recording with labels, side by side with NEWS2. Here"
            + " --data PATH is the recording: files of patients, a folder of them, or a .tar.gz of"
            + " them."
            + " Needs no running Vigil.")
final class ModelEvaluateCommand extends OneRecording {
  @Mixin private CohortOptions cohort = new CohortOptions();
  @Mixin private BundleOption bundle = new BundleOption();
  @Mixin private ReportOption report = new ReportOption();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Bundle of a simpler model, to compare with; may be repeated.")
  private List<Path> baselines = new ArrayList<>();

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = "Probability from which on the model decides (default: the bundle's, or 0.5).")
  private @Nullable Double threshold;

  @Option(
      names = "--predictions",
      paramLabel = "OUT",
      description =
          "Write patient,hour,probability,decision of every patient-hour there; it is there whole"
              + " or not at all.")
  private @Nullable Path predictions;

  @Override
  protected int run(VigilConfig config, Output output) {
    Path recording = recording();
    requireSense();
    int patients = cohort.patients();
    EvaluationSettings settings = cohort.settings();
    BundleFile csv = BundleFile.atIfGiven(predictions, "the predictions", "--predictions");
    BundleFile page = report.file();
    EvaluatedModels models =
        EvaluatedModels.open(bundle.path(), baselines, cohort.target(), threshold);
    EvaluationOrder order = new EvaluationOrder(recording, patients, models, settings);
    long begun = System.nanoTime();
    Evaluated evaluated = new EvaluationRun(order, progress()).run();
    if (evaluated.report() == null && (csv == null || page != null)) {
      throw VigilException.problem(
          recording + " is not enough to evaluate on: " + evaluated.whyNot());
    }
    if (csv != null) {
      csv.write(evaluated.predictions().csv());
    }
    if (page != null) {
      page.write(EvaluationPage.of(evaluated, models).toBytes());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Files written = new Files(predictions, report.path());
    EvaluationText text = new EvaluationText(evaluated, models, written, took);
    output.print(text.toString(), text.toJson());
    return DONE;
  }

  private void requireSense() {
    BundleFile.requireTwo("--html", report.path(), "--predictions", predictions);
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw VigilException.usage("--threshold is " + threshold + ", expected 0 to 1.");
    }
  }
}
