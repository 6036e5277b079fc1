package dev.vigil.dashboard.registry;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.vigil.schemas.EarlierWard;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to admit a patient; the fields are {@link PatientContext}'s.
 *
 * @param origin for ever; where not said what it was in an earlier stay, else real
 * @param spo2Scale 1 where not said
 * @param admitted whole seconds since the epoch, not in the future; now where not said
 * @param because why; "admitted" where not said
 */
public record Admission(
    String patient,
    @Nullable Origin origin,
    String ward,
    String bed,
    @Nullable Integer ageYears,
    @Nullable Sex sex,
    @Nullable Boolean pregnant,
    @Nullable Integer spo2Scale,
    @Nullable SortedMap<String, Limits> limits,
    @Nullable List<DeviceAssignment> devices,
    @Nullable MonitoringPlan plan,
    @Nullable Long admitted,
    @Nullable HospitalStay hospital,
    @Nullable String because) {
  /** Whoever admits may have a clock of their own. */
  private static final long CLOCKS_APART_SECONDS = 60;

  public Admission {
    requireNonNull(patient, "patient is null");
    requireNonNull(ward, "ward is null");
    requireNonNull(bed, "bed is null");
    ContextRules.requireWhole(limits, devices);
  }

  /** A patient of whom nothing but the place is known yet. */
  public static Admission of(String patient, Origin origin, String ward, String bed) {
    return new Admission(
        patient, origin, ward, bed, null, null, null, null, null, null, null, null, null, null);
  }

  /** The one with which a stay begins as it stands in a context. */
  public static Admission of(PatientContext context, String because) {
    return new Admission(
        context.patient(),
        context.origin(),
        context.ward(),
        context.bed(),
        context.ageYears(),
        context.sex(),
        context.pregnant(),
        context.spo2Scale(),
        context.limits(),
        context.devices(),
        context.plan(),
        context.admitted(),
        context.hospital(),
        because);
  }

  /**
   * The context with which the stay begins.
   *
   * @param old of an earlier stay; null if there was none
   * @throws RefusedException if the patient was of another origin then, isn't there yet, or has an
   *     id that no path can have
   */
  PatientContext begin(@Nullable PatientContext old, long now, String by) {
    requireReachable();
    requireBegun(now);
    Origin mark = old == null ? requireNonNullElse(origin, Origin.REAL) : old.origin();
    if (origin != null && origin != mark) {
      throw RefusedException.conflict(
          "patient " + patient + " is marked as " + word(mark) + " for ever",
          "an origin of " + word(mark),
          "Give this patient another id.");
    }
    return new PatientContext(
        patient,
        old == null ? 1 : old.version() + 1,
        PatientContext.Status.ADMITTED,
        mark,
        ward,
        bed,
        ageYears,
        sex,
        pregnant,
        requireNonNullElse(spo2Scale, 1),
        requireNonNullElse(limits, new TreeMap<>()),
        devices(old, now),
        ContextRules.agreed(
            requireNonNullElse(plan, MonitoringPlan.NONE), MonitoringPlan.NONE, now, by),
        requireNonNullElse(admitted, now),
        null,
        requireNonNullElse(hospital, HospitalStay.UNKNOWN),
        earlier(old, now),
        by,
        requireNonNullElse(because, "admitted"));
  }

  /** In a path these two are folders: nobody could change or discharge who is called so. */
  private void requireReachable() {
    if (patient.equals(".") || patient.equals("..")) {
      throw RefusedException.invalidField(
          "patient", "no address can have this id in it", "an id other than . and ..");
    }
  }

  /** Until then all scores were taken for those of an earlier stay, and would call nobody. */
  private void requireBegun(long now) {
    if (admitted != null && admitted > now + CLOCKS_APART_SECONDS) {
      throw RefusedException.invalidField(
          "admitted", "the admission lies in the future", "whole seconds since 1970, by " + now);
    }
  }

  private List<DeviceAssignment> devices(@Nullable PatientContext old, long now) {
    List<DeviceAssignment> begun = requireNonNullElse(devices, List.of());
    return old == null ? begun : EarlierDevices.before(old.devices(), begun, now);
  }

  private static List<EarlierWard> earlier(@Nullable PatientContext old, long now) {
    Long discharged = old == null ? null : old.discharged();
    return old == null || discharged == null ? List.of() : EarlierWards.after(old, discharged, now);
  }

  private static String word(Origin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }
}
