package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.Transfer;
import dev.vigil.schemas.PatientContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil patient transfer}. */
@Command(name = "transfer", description = "Move a patient to another bed.")
final class PatientTransferCommand extends OnePatient {
  @Option(names = "--ward", paramLabel = "WARD", description = "Ward (default: the same).")
  private @Nullable String ward;

  @Option(names = "--bed", required = true, paramLabel = "BED", description = "Bed in the ward.")
  private String bed = "";

  @Option(names = "--because", paramLabel = "TEXT", description = "Why (default: transferred).")
  private @Nullable String because;

  @Override
  void act(ServerClient server, Output output) {
    PatientContext before = context(server);
    Transfer to = new Transfer(before.version(), ward == null ? before.ward() : ward, bed, because);
    send(server, "POST", path() + "/transfer", to, output);
  }
}
