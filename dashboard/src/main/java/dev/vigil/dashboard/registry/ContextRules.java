package dev.vigil.dashboard.registry;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a context has to keep to beyond its own constructor, before it is written for good. */
final class ContextRules {
  private static final int LONGEST_PLACE = 40;
  private static final int LONGEST_TEXT = 500;
  private static final int OLDEST = 130;

  /** Whoever needs it for longer says so again each day: a pause must not silence for ever. */
  private static final long LONGEST_PAUSE_SECONDS = 24 * 3600;

  /** Of a limit, on either side of its point: more would take the jobs' time, and no sense. */
  private static final int MOST_DIGITS = 15;

  private ContextRules() {}

  /**
   * Looks at what somebody sent.
   *
   * @throws IllegalArgumentException if a null stands where something is expected
   */
  static void requireWhole(
      @Nullable SortedMap<String, Limits> limits, @Nullable List<DeviceAssignment> devices) {
    if (limits != null && limits.values().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("'limits' has a null");
    }
    if (devices != null && devices.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("'devices' has a null");
    }
  }

  static void check(PatientContext context) {
    place("ward", context.ward());
    place("bed", context.bed());
    if (context.because().isBlank() || context.because().length() > LONGEST_TEXT) {
      throw RefusedException.invalidField(
          "because", "'because' is blank or too long", "1 to " + LONGEST_TEXT + " characters");
    }
    Integer age = context.ageYears();
    if (age != null && (age < 0 || age > OLDEST)) {
      throw RefusedException.invalid("ageYears is out of range", "0 to " + OLDEST + " years");
    }
    context.limits().forEach(ContextRules::limits);
    for (MonitoringPlan.Item item : context.plan().items()) {
      vital("plan", item.vital());
    }
    for (MonitoringPlan.Pause pause : context.plan().pauses()) {
      vital("pause", pause.vital());
      if (pause.until() <= pause.from()) {
        throw RefusedException.invalidField(
            "pause",
            "the pause of " + pause.vital() + " ends before it begins",
            "from below until");
      }
    }
  }

  /**
   * A plan as somebody asks for it: a new pause is by them, whatever name stands in it, says why,
   * and ends within a day. What was agreed before is left as it is.
   *
   * @param old what was agreed before
   * @throws RefusedException if it expects a vital sign twice, or a new pause has no reason or is
   *     too long
   */
  static MonitoringPlan agreed(MonitoringPlan plan, MonitoringPlan old, long now, String by) {
    if (!plan.items().equals(old.items())) {
      requireEachOnce(plan.items());
    }
    return new MonitoringPlan(
        plan.items(),
        plan.pauses().stream()
            .map(pause -> old.pauses().contains(pause) ? pause : signed(pause, now, by))
            .toList());
  }

  /** Of two, the alarm would go by the one and pages by the other. */
  private static void requireEachOnce(List<MonitoringPlan.Item> items) {
    Set<String> expected = new HashSet<>();
    for (MonitoringPlan.Item item : items) {
      if (!expected.add(item.vital())) {
        vital("plan", item.vital());
        throw RefusedException.invalidField(
            "plan." + item.vital(),
            "the plan expects " + item.vital() + " twice",
            "each vital sign once");
      }
    }
  }

  private static MonitoringPlan.Pause signed(MonitoringPlan.Pause pause, long now, String by) {
    if (pause.because().isBlank() || pause.because().length() > LONGEST_TEXT) {
      throw RefusedException.invalidField(
          "because",
          "'because' of a pause is blank or too long",
          "1 to " + LONGEST_TEXT + " characters");
    }
    if (pause.until() > now + LONGEST_PAUSE_SECONDS) {
      throw RefusedException.invalidField(
          "pause",
          "the pause of " + pause.vital() + " ends later than 24 hours from now",
          "an end by " + Instant.ofEpochSecond(now + LONGEST_PAUSE_SECONDS),
          "Let it end by then, and pause again before it does if that is still needed.");
    }
    return new MonitoringPlan.Pause(
        pause.vital(), pause.from(), pause.until(), by, pause.because());
  }

  private static void place(String what, String name) {
    if (name.isBlank()
        || name.length() > LONGEST_PLACE
        || name.chars().anyMatch(Character::isISOControl)) {
      throw RefusedException.invalid(
          what + " is blank, too long or has control characters",
          "1 to " + LONGEST_PLACE + " printable characters");
    }
  }

  /** Whoever admits to a ward sees that one, and perhaps no other. */
  static String bed(PatientContext there, String ward) {
    return there.ward().equals(ward) ? "in bed " + there.bed() : "in another ward";
  }

  private static void limits(String id, Limits limits) {
    VitalSign vital = vital("limits", id);
    boolean crossed =
        limits.low() != null && limits.high() != null && limits.low().compareTo(limits.high()) >= 0;
    if (crossed
        || isTooLong(limits.low())
        || isTooLong(limits.high())
        || (limits.low() != null && !vital.isPlausible(limits.low()))
        || (limits.high() != null && !vital.isPlausible(limits.high()))) {
      throw RefusedException.invalidField(
          "limits." + id,
          "the limits of " + id + " can't be used",
          "low below high, both in " + vital.low() + ".." + vital.high() + " " + vital.unit());
    }
  }

  private static boolean isTooLong(@Nullable BigDecimal limit) {
    return limit != null
        && (limit.precision() > MOST_DIGITS || Math.abs((long) limit.scale()) > MOST_DIGITS);
  }

  private static VitalSign vital(String where, String id) {
    VitalSign vital = VitalSigns.catalogue().find(id);
    if (vital == null) {
      throw RefusedException.invalid(
          where + " names a vital sign that is not in the catalogue",
          "one of " + String.join(", ", ids()));
    }
    return vital;
  }

  private static Iterable<String> ids() {
    return VitalSigns.catalogue().all().stream().map(VitalSign::id).toList();
  }

  /**
   * Refuses a device that would speak for two patients at the same second.
   *
   * @param holders the contexts in which a device stands
   */
  static void checkDevices(
      PatientContext context, Function<String, Collection<PatientContext>> holders) {
    for (PatientContext.DeviceAssignment mine : context.devices()) {
      for (PatientContext other : holders.apply(mine.device())) {
        if (!other.patient().equals(context.patient())
            && other.devices().stream().anyMatch(theirs -> clash(mine, theirs))) {
          throw RefusedException.conflict(
              "device " + mine.device() + " speaks for another patient already",
              "a device that speaks for one patient at a time",
              // Whoever asks may see no patient of that ward: the place is all they need.
              "End its assignment to bed " + other.bed() + " of ward " + other.ward() + " first.");
        }
      }
    }
  }

  private static boolean clash(
      PatientContext.DeviceAssignment a, PatientContext.DeviceAssignment b) {
    return a.device().equals(b.device())
        && (a.until() == null || b.from() < a.until())
        && (b.until() == null || a.from() < b.until());
  }
}
