package dev.vigil.app.cli;

import dev.vigil.dashboard.models.Rollback;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil model rollback}. */
@Command(
    name = "rollback",
    description =
        "Make live for all, in one step, what was live before: ends a canary, or takes the last"
            + " promotion back.")
final class ModelRollbackCommand extends ModelChanging {
  @Parameters(
      paramLabel = "MODEL",
      converter = ModelName.OfModel.class,
      description = "Name of the model.")
  private String model = "";

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      converter = NonBlank.class,
      description =
          "Only if this version is the live one or the canary; repeated, it does nothing more.")
  private @Nullable String from;

  @Override
  void act(ServerClient server, Output output) {
    decide(server, "/api/models/" + model + "/rollback", new Rollback(from, because()), output);
  }
}
