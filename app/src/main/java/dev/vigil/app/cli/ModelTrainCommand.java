package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.training.BundleFile;
import dev.vigil.app.training.TrainingOrder;
import dev.vigil.app.training.TrainingOrder.Algorithm;
import dev.vigil.app.training.TrainingRun;
import dev.vigil.app.training.TrainingRun.Trained;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.TrainingSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil model train}. */
@Command(
    name = "train",
    description =
        "Train a model on a recording and write its bundle; the same recording and seed give the"
            + " same bytes. Needs no running Vigil.")
final class ModelTrainCommand extends VigilCommand {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** What can be learned: the labels that recordings have. */
  enum KnownLabel {
    SEPSIS
  }

  @Parameters(
      paramLabel = "PATH",
      description = "Recording: a .psv file, a folder of them, or a .tar.gz of them.")
  private Path recording = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the bundle goes; it is there whole or not at all.")
  private Path out = Path.of("");

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      defaultValue = "sepsis",
      description = "What is to be predicted: ${COMPLETION-CANDIDATES} (default: sepsis).")
  private KnownLabel label = KnownLabel.SEPSIS;

  @Option(
      names = "--algo",
      paramLabel = "ALGORITHM",
      defaultValue = "logistic",
      description = "How: ${COMPLETION-CANDIDATES} (default: logistic).")
  private Algorithm algorithm = Algorithm.LOGISTIC;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "Only the first N patients, in the order of their ids (default: all).")
  private int patients = Integer.MAX_VALUE;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of split, thinning and shuffling (default: ${DEFAULT-VALUE}).")
  private long seed = TrainingSpec.SEED;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the model (default: LABEL-ALGORITHM, such as sepsis-logistic).")
  private @Nullable String name;

  @Option(
      names = "--model-version",
      paramLabel = "V",
      defaultValue = "1",
      description = "Of the model (default: ${DEFAULT-VALUE}).")
  private String version = "1";

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    TrainingOrder order = order();
    BundleFile file = BundleFile.at(out);
    long begun = System.nanoTime();
    Trained trained = new TrainingRun(order, progress()).run();
    file.write(trained.report().bundle());
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    TrainingText text = new TrainingText(trained, out, took);
    output.print(text.toString(), text.toJson());
    return DONE;
  }

  private TrainingOrder order() {
    if (patients < 1) {
      throw usage("--patients is " + patients + ", expected at least 1");
    }
    String usual = label + "-" + algorithm;
    String model = name == null ? usual.toLowerCase(Locale.ROOT) : name;
    requireName("--name", model);
    requireName("--model-version", version);
    return new TrainingOrder(
        recording,
        patients,
        model,
        version,
        label.name().toLowerCase(Locale.ROOT),
        algorithm,
        seed);
  }

  private void requireName(String option, String text) {
    if (!NAME.matcher(text).matches()) {
      throw usage(
          option
              + " is \""
              + text
              + "\", expected 1 to 64 lower-case letters, digits, dots, dashes or underscores");
    }
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
