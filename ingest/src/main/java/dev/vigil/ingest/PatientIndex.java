package dev.vigil.ingest;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest context of each patient, found by patient and by device. One thread writes, any number
 * read; a reader sees a patient's context as a whole, old or new.
 */
public final class PatientIndex implements Patients {
  private final Map<String, PatientContext> contexts = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> patientsByDevice = new ConcurrentHashMap<>();
  private volatile boolean ready;

  /** Takes a context; one whose version is not newer changes nothing. */
  public synchronized void put(PatientContext context) {
    PatientContext former = contexts.get(context.patient());
    if (former != null && former.version() >= context.version()) {
      return;
    }
    contexts.put(context.patient(), context);
    for (DeviceAssignment assignment : context.devices()) {
      patientsByDevice.merge(assignment.device(), Set.of(context.patient()), PatientIndex::union);
    }
    if (former != null) {
      unlink(former, context);
    }
  }

  /** Forgets a patient. */
  public synchronized void remove(String patient) {
    PatientContext former = contexts.remove(patient);
    if (former != null) {
      unlink(former, null);
    }
  }

  /** From now on this is all there was at the start, and what came since. */
  public void markReady() {
    ready = true;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public @Nullable PatientContext find(String patient) {
    return contexts.get(patient);
  }

  @Override
  public List<PatientContext> wearing(String device, long measured) {
    return patientsByDevice.getOrDefault(device, Set.of()).stream()
        .map(contexts::get)
        .filter(Objects::nonNull)
        .filter(context -> wears(context, device, measured))
        .toList();
  }

  @Override
  public Collection<PatientContext> all() {
    return Collections.unmodifiableCollection(contexts.values());
  }

  private static boolean wears(PatientContext context, String device, long measured) {
    return context.devices().stream()
        .anyMatch(a -> a.device().equals(device) && a.covers(measured));
  }

  /** Takes the patient from the devices that the former context has and the present one hasn't. */
  private void unlink(PatientContext former, @Nullable PatientContext present) {
    Set<String> gone = devicesOf(former);
    if (present != null) {
      gone.removeAll(devicesOf(present));
    }
    for (String device : gone) {
      patientsByDevice.computeIfPresent(
          device, (key, patients) -> without(patients, former.patient()));
    }
  }

  private static Set<String> devicesOf(PatientContext context) {
    Set<String> devices = new HashSet<>();
    context.devices().forEach(assignment -> devices.add(assignment.device()));
    return devices;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return Set.copyOf(all);
  }

  private static @Nullable Set<String> without(Set<String> patients, String patient) {
    Set<String> rest = new HashSet<>(patients);
    rest.remove(patient);
    return rest.isEmpty() ? null : Set.copyOf(rest);
  }
}
