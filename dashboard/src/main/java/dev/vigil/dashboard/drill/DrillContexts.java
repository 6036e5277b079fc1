package dev.vigil.dashboard.drill;

import dev.vigil.dashboard.drill.DrillReport.Deed;
import dev.vigil.dashboard.drill.DrillReport.Kind;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The versions of one patient's context during a drill, and what people changed with each. */
final class DrillContexts {
  private final SortedMap<Integer, Version> versions = new TreeMap<>();

  private record Version(long at, PatientContext context) {}

  /** Whose observations entered at one second are one deed. */
  private record Entered(long at, String by, String patient) {}

  /** A version that is appended again, as all are twice a day, was there before. */
  void take(long at, PatientContext context) {
    versions.putIfAbsent(context.version(), new Version(at, context));
  }

  /** Of people; the admission and what Vigil does itself are none. */
  List<Deed> deeds() {
    List<Deed> deeds = new ArrayList<>();
    PatientContext before = null;
    for (Version version : versions.values()) {
      PatientContext context = version.context();
      if (before != null && !context.by().equals(Drills.BY)) {
        deeds.add(deed(version.at(), before, context));
      }
      before = context;
    }
    return deeds;
  }

  private static Deed deed(long at, PatientContext before, PatientContext after) {
    Set<String> limits = differing(before.limits(), after.limits());
    Set<String> pauses = differing(pauses(before.plan().pauses()), pauses(after.plan().pauses()));
    Kind kind = Kind.CHANGED;
    Set<String> about = Set.of();
    if (!after.isAdmitted()) {
      kind = Kind.DISCHARGED;
    } else if (!limits.isEmpty()) {
      kind = Kind.LIMITS;
      about = limits;
    } else if (!pauses.isEmpty()) {
      kind = Kind.PAUSE;
      about = pauses;
    } else if (!before.plan().items().equals(after.plan().items())) {
      kind = Kind.PLAN;
    }
    return new Deed(at, after.by(), after.patient(), kind, List.copyOf(about));
  }

  private static Map<String, Set<MonitoringPlan.Pause>> pauses(List<MonitoringPlan.Pause> all) {
    Map<String, Set<MonitoringPlan.Pause>> byVital = new TreeMap<>();
    all.forEach(pause -> byVital.computeIfAbsent(pause.vital(), id -> new HashSet<>()).add(pause));
    return byVital;
  }

  /** In alphabetical order. */
  private static Set<String> differing(Map<String, ?> before, Map<String, ?> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    keys.removeIf(key -> Objects.equals(before.get(key), after.get(key)));
    return keys;
  }

  /** Values that one person entered at one second are one deed about several vital signs. */
  static List<Deed> together(Collection<Deed> observed) {
    Map<Entered, Set<String>> vitals = new HashMap<>();
    observed.forEach(
        each ->
            vitals
                .computeIfAbsent(
                    new Entered(each.at(), each.by(), each.patient()), key -> new TreeSet<>())
                .addAll(each.about()));
    List<Deed> deeds = new ArrayList<>();
    vitals.forEach(
        (key, about) ->
            deeds.add(
                new Deed(key.at(), key.by(), key.patient(), Kind.OBSERVED, List.copyOf(about))));
    return deeds;
  }
}
