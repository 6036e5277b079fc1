package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.PatientChange;
import dev.vigil.schemas.PatientContext;
import picocli.CommandLine.Mixin;

/** A command that changes a patient's context, and says why. */
abstract class PatientChanging extends OnePatient {
  @Mixin private BecauseOption why = new BecauseOption();

  /** The change of what was known before. */
  abstract PatientChange change(PatientContext before, String because, ServerClient server);

  @Override
  final void act(ServerClient server, Output output) {
    send(server, "PUT", path(), change(context(server), why.because(), server), output);
  }
}
