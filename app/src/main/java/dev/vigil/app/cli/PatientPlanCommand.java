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
final class PatientPlanCommand extends OnePatient {
  @Option(
      names = "--plan",
      required = true,
      paramLabel = VitalPlan.FORM,
      converter = VitalPlan.Converter.class,
      description =
          "E.g. heart-rate=60s+30s: every 60 s, with 30 s of grace; heart-rate=none expects it no"
              + " more; may be repeated.")
  private List<VitalPlan> plan = new ArrayList<>();

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      converter = NonBlank.class,
      description = "Why.")
  private String because = "";

  @Override
  void act(ServerClient server, Output output) {
    PatientContext before = context(server);
    PatientChange change =
        PatientChange.ofPlan(before.version(), AgreedOptions.plan(before.plan(), plan), because);
    send(server, "PUT", path(), change, output);
  }
}
