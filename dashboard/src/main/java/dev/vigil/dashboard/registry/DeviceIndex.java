package dev.vigil.dashboard.registry;

import dev.vigil.schemas.PatientContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which patients' contexts a device stands, so that a bulk admission isn't quadratic. */
final class DeviceIndex {
  private final Map<String, Map<String, PatientContext>> byDevice = new HashMap<>();

  Collection<PatientContext> holders(String device) {
    return List.copyOf(byDevice.getOrDefault(device, Map.of()).values());
  }

  void put(PatientContext context) {
    for (PatientContext.DeviceAssignment assignment : context.devices()) {
      byDevice
          .computeIfAbsent(assignment.device(), device -> new HashMap<>())
          .put(context.patient(), context);
    }
  }

  void remove(PatientContext context) {
    for (PatientContext.DeviceAssignment assignment : context.devices()) {
      Map<String, PatientContext> holders = byDevice.get(assignment.device());
      if (holders != null) {
        holders.remove(context.patient());
        if (holders.isEmpty()) {
          byDevice.remove(assignment.device());
        }
      }
    }
  }
}
