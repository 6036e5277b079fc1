package dev.vigil.app.cli;

import dev.vigil.dashboard.models.Reason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil model retire}. */
@Command(
    name = "retire",
    description = "End a version's job. One that is live is retired only with --because.")
final class ModelRetireCommand extends ModelChanging {
  @Parameters(
      paramLabel = "MODEL:VERSION",
      converter = ModelName.OfVersion.class,
      description = "A version that runs.")
  private String version = "";

  @Override
  void act(ServerClient server, Output output) {
    decide(server, "/api/models/" + version + "/retire", new Reason(because()), output);
  }
}
