package dev.vigil.app.cli;

import dev.vigil.app.cli.EvaluationText.Files;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.evaluation.EvaluatedModels;
import dev.vigil.app.evaluation.EvaluationOrder;
import dev.vigil.app.evaluation.EvaluationRun;
import dev.vigil.app.evaluation.EvaluationRun.Evaluated;
import dev.vigil.app.evaluation.report.EvaluationPage;
import dev.vigil.app.training.BundleFile;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.training.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code vigil model evaluate}. */
@Command(
    name = "evaluate",
    description =
        "Measure how good a model is on a recording with labels, side by side with NEWS2. Here"
            + " --data PATH is the recording: a .psv file, a folder of them, or a .tar.gz of them."
            + " Needs no running Vigil.")
final class ModelEvaluateCommand extends VigilCommand {
  /** What can be evaluated: the labels that recordings have. */
  enum KnownLabel {
    SEPSIS
  }

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "Bundle of the model, as model train writes it.")
  private Path bundle = Path.of("");

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      defaultValue = "sepsis",
      description = "What the recording's labels say: ${COMPLETION-CANDIDATES} (default: sepsis).")
  private KnownLabel label = KnownLabel.SEPSIS;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Bundle of a simpler model, to compare with (default: none).")
  private @Nullable Path baseline;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = "Probability from which on the model decides (default: the bundle's, or 0.5).")
  private @Nullable Double threshold;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "Only the first N patients, in the order of their ids (default: all).")
  private int patients = Integer.MAX_VALUE;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Of the patients, for the intervals (default: ${DEFAULT-VALUE}).")
  private int resamples = EvaluationSettings.DEFAULT.resamples();

  @Option(
      names = "--predictions",
      paramLabel = "OUT",
      description =
          "Write patient,hour,probability,decision of every patient-hour there; it is there whole"
              + " or not at all.")
  private @Nullable Path predictions;

  @Option(
      names = "--html",
      paramLabel = "OUT",
      description =
          "Write a report with tables and plots there, one HTML page that needs nothing else; it is"
              + " there whole or not at all.")
  private @Nullable Path html;

  /** The recording is only read: nothing is logged into it. */
  @Override
  protected boolean worksOnData() {
    return true;
  }

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    Path recording = recording();
    requireSense();
    BundleFile csv = file(predictions, "the predictions", "--predictions");
    BundleFile page = file(html, "the report", "--html");
    EvaluatedModels models =
        EvaluatedModels.open(bundle, baseline, label.name().toLowerCase(Locale.ROOT), threshold);
    EvaluationSettings settings = EvaluationSettings.DEFAULT.withResamples(resamples);
    EvaluationOrder order = new EvaluationOrder(recording, patients, models, settings);
    long begun = System.nanoTime();
    Evaluated evaluated = new EvaluationRun(order, progress()).run();
    if (csv != null) {
      csv.write(evaluated.predictions().csv());
    }
    if (page != null) {
      page.write(EvaluationPage.of(evaluated, models).toBytes());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Files files = new Files(predictions, html);
    EvaluationText text = new EvaluationText(evaluated, models, files, took);
    output.print(text.toString(), text.toJson());
    return DONE;
  }

  private Path recording() {
    Path recording = data();
    if (recording == null) {
      throw usage("Missing required option: '--data=PATH', the recording");
    }
    return recording;
  }

  private static @Nullable BundleFile file(@Nullable Path path, String what, String option) {
    return path == null ? null : BundleFile.at(path, what, option);
  }

  private void requireSense() {
    if (patients < 1) {
      throw usage("--patients is " + patients + ", expected at least 1");
    }
    if (resamples < EvaluationSettings.LEAST_RESAMPLES) {
      throw usage(
          "--resamples is "
              + resamples
              + ", expected at least "
              + EvaluationSettings.LEAST_RESAMPLES);
    }
    if (html != null && predictions != null && isSame(html, predictions)) {
      throw usage("--html and --predictions are both " + html + ", expected two files");
    }
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      throw usage("--threshold is " + threshold + ", expected 0 to 1");
    }
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec().commandLine(), sentence);
  }

  private Progress progress() {
    PrintWriter err = spec().commandLine().getErr();
    return (stage, done) -> {
      err.println(String.format(Locale.ROOT, "%s: %,d", stage, done));
      err.flush();
    };
  }
}
