package dev.vigil.app.cli;

import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From what was agreed and what is given now to what is agreed from now on. */
final class AgreedOptions {
  private AgreedOptions() {}

  /** The limits with these in the place of former ones of the same vital signs. */
  static SortedMap<String, Limits> limits(SortedMap<String, Limits> former, List<VitalLimits> own) {
    SortedMap<String, Limits> limits = new TreeMap<>();
    former.forEach((vital, of) -> limits.put(vital, new Limits(plain(of.low()), plain(of.high()))));
    for (VitalLimits given : own) {
      Limits of = given.limits();
      if (of == null) {
        limits.remove(given.vital());
      } else {
        limits.put(given.vital(), of);
      }
    }
    return limits;
  }

  /** The same number; what came as 130.0 went through a tree that made 1.3E+2 of it. */
  private static @Nullable BigDecimal plain(@Nullable BigDecimal limit) {
    return limit == null || limit.scale() >= 0 ? limit : limit.setScale(0);
  }

  /** The plan with these in the place of former items of the same vital signs; pauses stay. */
  static MonitoringPlan plan(MonitoringPlan former, List<VitalPlan> given) {
    TreeMap<String, MonitoringPlan.Item> items = new TreeMap<>();
    former.items().forEach(item -> items.put(item.vital(), item));
    for (VitalPlan plan : given) {
      MonitoringPlan.Item item = plan.item();
      if (item == null) {
        items.remove(plan.vital());
      } else {
        items.put(plan.vital(), item);
      }
    }
    return new MonitoringPlan(List.copyOf(items.values()), former.pauses());
  }

  /** Devices that speak for a patient from a second on. */
  static List<DeviceAssignment> devices(List<String> names, long from) {
    return names.stream().map(name -> new DeviceAssignment(name, from, null)).toList();
  }
}
