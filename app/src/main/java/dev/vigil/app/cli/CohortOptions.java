package dev.vigil.app.cli;

import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.evaluation.EvaluationSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which recorded patients, and how they are counted. */
final class CohortOptions {
  @Option(
      names = "--label",
      paramLabel = "LABEL",
      defaultValue = "sepsis",
      description = "What the recording's labels say: ${COMPLETION-CANDIDATES} (default: sepsis).")
  private Target target = Target.SEPSIS;

  @Mixin private PatientsOption first = new PatientsOption();

  @Option(
      names = "--resamples",
      paramLabel = "N",
      description = "Of the patients, for the intervals (default: ${DEFAULT-VALUE}).")
  private int resamples = EvaluationSettings.DEFAULT.resamples();

  Target target() {
    return target;
  }

  int patients() {
    return first.patients();
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
}
