package dev.vigil.app.cli;

import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.training.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which recorded patients, and how they are counted. */
final class CohortOptions {
  @Option(
      names = "--label",
      paramLabel = "LABEL",
      defaultValue = "sepsis",
      description = "What the recording's labels say: ${COMPLETION-CANDIDATES} (default: sepsis).")
  private Target target = Target.SEPSIS;

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

  /**
   * The recording, which is what {@code --data} names in commands that work on one.
   *
   * @throws VigilException if it wasn't given
   */
  static Path recording(@Nullable Path data) {
    if (data == null) {
      throw VigilException.usage("Missing required option: '--data=PATH', the recording.");
    }
    return data;
  }

  Target target() {
    return target;
  }

  int patients() {
    if (patients < 1) {
      throw VigilException.usage("--patients is " + patients + ", expected at least 1.");
    }
    return patients;
  }

  EvaluationSettings settings() {
    if (resamples < EvaluationSettings.LEAST_RESAMPLES) {
      throw VigilException.usage(
          "--resamples is "
              + resamples
              + ", expected at least "
              + EvaluationSettings.LEAST_RESAMPLES
              + ".");
    }
    return EvaluationSettings.DEFAULT.withResamples(resamples);
  }

  /** Tells standard error how far a long work has come. */
  static Progress progress(CommandSpec command) {
    PrintWriter err = command.commandLine().getErr();
    return (stage, done) -> {
      err.println(String.format(Locale.ROOT, "%s: %,d", stage, done));
      err.flush();
    };
  }
}
