package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.PatientChange;
import dev.vigil.schemas.PatientContext;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil patient plan}. */
@Command(
    name = "plan",
    description = "Change how often a patient's values are expected; what is not named stays.")
final class PatientPlanCommand extends PatientChanging {
  @Option(
      names = "--plan",
      required = true,
      paramLabel = VitalPlan.FORM,
      converter = VitalPlan.Converter.class,
      description =
          "E.g. heart-rate=60s+30s: every 60 s, with 30 s of grace; heart-rate=none expects it no"
              + " more; may be repeated.")
  private List<VitalPlan> plan = new ArrayList<>();

  @Override
  PatientChange change(PatientContext before, String because, ServerClient server) {
    return PatientChange.ofPlan(before.version(), AgreedOptions.plan(before.plan(), plan), because);
  }
}
