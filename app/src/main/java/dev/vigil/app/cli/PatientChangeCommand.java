package dev.vigil.app.cli;

import dev.vigil.dashboard.registry.PatientChange;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code vigil patient change}. */
@Command(
    name = "change",
    description = "Change what is known of a patient, or which devices speak for them.")
final class PatientChangeCommand extends PatientChanging {
  @Mixin private PersonOptions person = new PersonOptions();
  @Mixin private DevicesOption speaking = new DevicesOption();

  @Option(
      names = "--end-device",
      paramLabel = "DEVICE",
      converter = NonBlank.class,
      description = "A device that no longer speaks for the patient; may be repeated.")
  private List<String> endedDevices = new ArrayList<>();

  @Override
  PatientChange change(PatientContext before, String because, ServerClient server) {
    boolean sameDevices = speaking.devices().isEmpty() && endedDevices.isEmpty();
    if (person.isEmpty() && sameDevices) {
      throw new ParameterException(
          spec().commandLine(), "Nothing to change: give --age, --device or another option");
    }
    return new PatientChange(
        before.version(),
        because,
        person.age,
        person.sex,
        person.pregnant,
        person.spo2Scale(),
        null,
        sameDevices ? null : assignments(before, server),
        null,
        person.hospital(before.hospital()));
  }

  private List<DeviceAssignment> assignments(PatientContext before, ServerClient server) {
    long now = server.get("/api/status").path("now").asLong();
    List<DeviceAssignment> after = new ArrayList<>();
    for (DeviceAssignment assignment : before.devices()) {
      boolean ends = endedDevices.contains(assignment.device()) && assignment.covers(now);
      after.add(
          ends ? new DeviceAssignment(assignment.device(), assignment.from(), now) : assignment);
    }
    for (String ended : endedDevices) {
      requireAssigned(ended, before, now);
    }
    after.addAll(AgreedOptions.devices(speaking.devices(), now));
    return after;
  }

  private void requireAssigned(String device, PatientContext before, long now) {
    boolean speaks =
        before.devices().stream()
            .anyMatch(known -> known.device().equals(device) && known.covers(now));
    if (!speaks) {
      throw new ParameterException(
          spec().commandLine(),
          "--end-device "
              + device
              + ": this device does not speak for the patient now, see vigil patient show");
    }
  }
}
