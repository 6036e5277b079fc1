package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.Discharge;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil patient discharge}. */
@Command(
    name = "discharge",
    description = "End a patient's stay: Vigil watches no more, and the devices are free.")
final class PatientDischargeCommand extends OnePatient {
  @Option(names = "--because", paramLabel = "TEXT", description = "Why (default: discharged).")
  private @Nullable String because;

  @Override
  void act(ServerClient server, Output output) {
    Discharge end = new Discharge(context(server).version(), because);
    send(server, "POST", path() + "/discharge", end, output);
  }
}
