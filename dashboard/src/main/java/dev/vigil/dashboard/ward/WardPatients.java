package dev.vigil.dashboard.ward;

import dev.vigil.schemas.AlertTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The patients of a {@link WardView}, by id. Not thread-safe. */
final class WardPatients {
  private final SortedMap<String, WardPatient> byId = new TreeMap<>();

  /** A patient of whom something is known, from now on. */
  WardPatient get(String id) {
    return byId.computeIfAbsent(id, WardPatient::new);
  }

  /** The ward where a patient is or was last; null for one who is not known. */
  @Nullable String wardOf(String id) {
    WardPatient patient = byId.get(id);
    return patient == null ? null : patient.ward();
  }

  /** One who is shown to whom these wards are open; null for anybody else. */
  @Nullable WardPatient findShown(String id, Predicate<String> open) {
    WardPatient patient = byId.get(id);
    return patient == null || !patient.isShownIn(open) ? null : patient;
  }

  /** Those who are shown to whom these wards are open, by id. */
  List<WardPatient> shown(Predicate<String> open) {
    return byId.values().stream().filter(patient -> patient.isShownIn(open)).toList();
  }

  /** The latest transition of every open alert, by patient, the leading one first. */
  List<AlertTransition> openAlerts() {
    List<AlertTransition> open = new ArrayList<>();
    byId.values().forEach(patient -> open.addAll(patient.openAlerts()));
    return open;
  }

  /** The latest transition of an open alert, null if none with this id is open. */
  @Nullable AlertTransition findAlert(String id) {
    return openAlerts().stream().filter(alert -> alert.alert().equals(id)).findFirst().orElse(null);
  }
}
