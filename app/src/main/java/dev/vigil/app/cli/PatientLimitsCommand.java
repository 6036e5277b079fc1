package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.PatientChange;
import dev.vigil.schemas.PatientContext;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil patient limits}. */
@Command(
    name = "limits",
    description = "Change a patient's own alarm limits; those not named stay as they are.")
final class PatientLimitsCommand extends PatientChanging {
  @Option(
      names = "--limit",
      required = true,
      paramLabel = VitalLimits.FORM,
      converter = VitalLimits.Converter.class,
      description =
          "E.g. heart-rate=40..130, spo2=88.. or heart-rate=none for the rules' own; may be"
              + " repeated.")
  private List<VitalLimits> limits = new ArrayList<>();

  @Override
  PatientChange change(PatientContext before, String because, ServerClient server) {
    return PatientChange.ofLimits(
        before.version(), AgreedOptions.limits(before.limits(), limits), because);
  }
}
