package dev.vigil.app.cli;

import dev.vigil.app.supervise.Rebuild;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --rebuild-state}. */
final class RebuildOption {
  @Option(
      names = "--rebuild-state",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "JOB",
      description =
          "Forget the checkpoints of this job, or of all, and fold the log again from its"
              + " beginning: the remedy for a state that can't be read or continued.")
  private @Nullable String rebuiltJob;

  /**
   * What is asked for.
   *
   * @throws dev.vigil.app.failure.VigilException if no job of Vigil's has such a name
   */
  Rebuild rebuild() {
    if (rebuiltJob == null) {
      return Rebuild.NOTHING;
    }
    return rebuiltJob.isEmpty() ? Rebuild.EVERYTHING : Rebuild.of(rebuiltJob);
  }
}
