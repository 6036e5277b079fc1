package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.Admission;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil patient admit}. */
@Command(name = "admit", description = "Admit a patient: from now on Vigil watches.")
final class PatientAdmitCommand extends OnePatient {
  @Option(names = "--ward", required = true, paramLabel = "WARD", description = "Ward.")
  private String ward = "";

  @Option(names = "--bed", required = true, paramLabel = "BED", description = "Bed in the ward.")
  private String bed = "";

  @Mixin private PersonOptions person = new PersonOptions();
  @Mixin private DevicesOption speaking = new DevicesOption();

  @Option(
      names = "--limit",
      paramLabel = VitalLimits.FORM,
      converter = VitalLimits.Converter.class,
      description = "The patient's own alarm limits, e.g. heart-rate=40..130; may be repeated.")
  private List<VitalLimits> limits = new ArrayList<>();

  @Option(
      names = "--plan",
      paramLabel = VitalPlan.FORM,
      converter = VitalPlan.Converter.class,
      description = "How often a value is expected, e.g. heart-rate=60s+30s; may be repeated.")
  private List<VitalPlan> plan = new ArrayList<>();

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description =
          "For ever one of ${COMPLETION-CANDIDATES} (default: real); alerts of others than real"
              + " patients reach only channels marked for them.")
  private @Nullable Origin origin;

  @Option(names = "--because", paramLabel = "TEXT", description = "Why (default: admitted).")
  private @Nullable String because;

  @Override
  void act(ServerClient server, Output output) {
    List<String> devices = speaking.devices();
    // The server's clock, not this machine's, says from when on a device speaks.
    long now = devices.isEmpty() ? 0 : server.get("/api/status").path("now").asLong();
    Admission admission =
        new Admission(
            patient(),
            origin,
            ward,
            bed,
            person.age,
            person.sex,
            person.pregnant,
            person.spo2Scale(),
            AgreedOptions.limits(new TreeMap<>(), limits),
            AgreedOptions.devices(devices, now),
            AgreedOptions.plan(MonitoringPlan.NONE, plan),
            null,
            person.hospital(HospitalStay.UNKNOWN),
            because);
    send(server, "POST", "/api/patients", admission, output);
  }
}
