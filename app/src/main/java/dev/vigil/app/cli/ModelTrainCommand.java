package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.evaluation.report.EvaluationPage;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.training.TrainingOrder;
import dev.vigil.app.training.TrainingOrder.Algorithm;
import dev.vigil.app.training.TrainingRun;
import dev.vigil.app.training.TrainingRun.Trained;
import dev.vigil.models.training.InputSet;
import dev.vigil.models.training.TrainingSpec;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil model train}. */
@Command(
    name = "train",
    description =
        "Train a model on a recording and write its bundle; the same recording and seed give the"
            + " same bytes. Here --data PATH is the recording: files of patients, a folder of them,"
            + " a .tar.gz of them, or a .csv. Needs no running Vigil.")
final class ModelTrainCommand extends OneRecording {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int MOST_FOLDS = 20;
  private static final int MOST_AVERAGED = 20;

  @Mixin private CohortOptions cohort = new CohortOptions();

  @Option(
      names = "--algo",
      paramLabel = "ALGORITHM",
      defaultValue = "logistic",
      description = "How: ${COMPLETION-CANDIDATES} (default: logistic).")
  private Algorithm algorithm = Algorithm.LOGISTIC;

  @Option(
      names = "--inputs",
      paramLabel = "INPUTS",
      defaultValue = "full",
      description =
          "What the model may see: ${COMPLETION-CANDIDATES} (default: full). vitals is what a"
              + " wearable can know; transferable leaves out what means something else elsewhere.")
  private InputSet inputs = InputSet.FULL;

  @Option(
      names = "--search",
      description =
          "Choose the settings among several, each on the parts that are learned from: takes"
              + " several times as long.")
  private boolean search;

  @Option(
      names = "--average",
      paramLabel = "N",
      description =
          "Of xgboost, average so many models of different settings and seeds (default:"
              + " ${DEFAULT-VALUE}).")
  private int average = 1;

  @Option(
      names = "--ladder",
      paramLabel = "INPUTS",
      split = ",",
      description =
          "What the simpler models may see that it is compared with, on the same parts of the"
              + " patients; they come along in the bundle (default: length-of-stay,administrative,"
              + "pattern,vitals,last-values).")
  private List<InputSet> ladder = TrainingOrder.LADDER;

  @Option(names = "--no-ladder", description = "Compare with NEWS2 alone, which is quicker.")
  private boolean withoutLadder;

  @Mixin private NewModelOptions made = new NewModelOptions();

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Parts of the patients; each is predicted by a model of the others (default:"
              + " ${DEFAULT-VALUE}).")
  private int folds = TrainingSpec.FOLDS;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the model (default: LABEL-ALGORITHM, such as sepsis-logistic).")
  private @Nullable String name;

  @Override
  protected int run(VigilConfig config, Output output) {
    TrainingOrder order = order();
    BundleFile file = made.bundle();
    BundleFile page = made.page();
    long begun = System.nanoTime();
    Trained trained = new TrainingRun(order, progress()).run();
    file.write(trained.model().bundle());
    if (page != null) {
      page.write(EvaluationPage.of(trained).toBytes());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    TrainingText text = new TrainingText(trained, made.out(), made.html(), took);
    output.print(text.toString(), text.toJson());
    return DONE;
  }

  private TrainingOrder order() {
    String usual = cohort.target() + "-" + algorithm;
    String model = name == null ? usual : name;
    requireName("--name", model);
    requireSense();
    return new TrainingOrder(
        recording(),
        cohort.patients(),
        model,
        made.version(),
        cohort.target(),
        algorithm,
        inputs,
        withoutLadder ? List.of() : ladder,
        search,
        average,
        made.seed(),
        folds,
        cohort.settings(),
        made.statement());
  }

  private void requireSense() {
    if (average < 1 || average > MOST_AVERAGED) {
      throw VigilException.usage(
          "--average is %d, expected 1 to %d.".formatted(average, MOST_AVERAGED));
    }
    if (average > 1 && algorithm != Algorithm.XGBOOST) {
      throw VigilException.usage(
          "--average is for --algo xgboost, here it is " + algorithm + ": leave it out.");
    }
    if (folds < TrainingSpec.LEAST_FOLDS || folds > MOST_FOLDS) {
      throw VigilException.usage(
          "--folds is %d, expected %d to %d."
              .formatted(folds, TrainingSpec.LEAST_FOLDS, MOST_FOLDS));
    }
  }

  static void requireName(String option, String text) {
    if (!NAME.matcher(text).matches()) {
      throw VigilException.usage(
          option
              + " is \""
              + text
              + "\", expected 1 to 64 lower-case letters, digits, dots, dashes or underscores.");
    }
  }
}
