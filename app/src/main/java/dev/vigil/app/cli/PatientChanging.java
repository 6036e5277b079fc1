package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.PatientChange;
import dev.vigil.schemas.PatientContext;
import picocli.CommandLine.Option;

/** A command that changes a patient's context, and says why. */
abstract class PatientChanging extends OnePatient {
  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      converter = NonBlank.class,
      description = "Why.")
  private String because = "";

  /** The change of what was known before. */
  abstract PatientChange change(PatientContext before, String because, ServerClient server);

  @Override
  final void act(ServerClient server, Output output) {
    send(server, "PUT", path(), change(context(server), because, server), output);
  }
}
