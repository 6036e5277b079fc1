package dev.vigil.alerting.wards;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Recipient;
import dev.vigil.schemas.Priority;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a ward calls people. Instants are whole seconds since the epoch.
 *
 * @param ward id, or {@value #ANY} for every ward without a plan of its own
 * @param zone of the ward's clock
 * @param shifts times of the day at which a shift ends and another begins; none for unknown
 * @param ladders by priority; a priority without one asks nobody but whoever sees the board
 * @param quietHours of low priority; null for none
 * @param rota who has which role when
 * @param callsPerPatientDay the ward's alert budget: how often it agrees to be called, new alerts
 *     and such that became worse; null for none stated
 */
public record WardPlan(
    String ward,
    ZoneId zone,
    List<LocalTime> shifts,
    Map<Priority, Ladder> ladders,
    @Nullable QuietHours quietHours,
    List<Duty> rota,
    @Nullable Double callsPerPatientDay) {
  /** The ward id of a plan for all others. */
  public static final String ANY = "*";

  /** Nobody is called. */
  public static final WardPlan NONE =
      new WardPlan(ANY, ZoneOffset.UTC, List.of(), Map.of(), null, List.of(), null);

  /** Where shifts aren't known, one is taken to be over by then. */
  static final long LONGEST_SHIFT_SECONDS = 8 * 3600;

  public WardPlan {
    if (requireNonNull(ward, "ward is null").isBlank()) {
      throw new IllegalArgumentException("ward is blank, expected the id of a ward");
    }
    zone = zone == null ? ZoneOffset.UTC : zone;
    shifts = shifts == null ? List.of() : List.copyOf(shifts);
    ladders = ladders == null ? Map.of() : Map.copyOf(ladders);
    rota = rota == null ? List.of() : List.copyOf(rota);
    if (callsPerPatientDay != null && !(callsPerPatientDay > 0)) {
      throw new IllegalArgumentException(
          "callsPerPatientDay is " + callsPerPatientDay + ", expected more than 0");
    }
  }

  /** The next change of shift after an instant. */
  public long shiftChangeAfter(long instant) {
    return shifts.stream()
        .mapToLong(time -> DayTimes.next(time, zone, instant))
        .min()
        .orElse(instant + LONGEST_SHIFT_SECONDS);
  }

  /** Whom an alert that begins to ask now asks; null if there is no ladder for its priority. */
  public @Nullable Escalation begin(Priority priority, long now) {
    Ladder ladder = ladders.get(priority);
    if (ladder == null) {
      return null;
    }
    long since = afterQuietHours(priority, now);
    Escalation none = new Escalation(-1, since, false, List.of());
    return since + ladder.secondsTo(0) > now ? none : level(ladder, none, now);
  }

  private long afterQuietHours(Priority priority, long instant) {
    return priority == Priority.LOW && quietHours != null
        ? quietHours.over(zone, instant)
        : instant;
  }

  /**
   * When an alert that has asked nobody, because there was no ladder where it was raised, asks the
   * first here; null if there is none here either.
   */
  public @Nullable Long dueFirst(Priority priority, long raised, long now) {
    Ladder ladder = ladders.get(priority);
    if (ladder == null) {
      return null;
    }
    long over = afterQuietHours(priority, now);
    return afterQuietHours(priority, (over > now ? over : raised) + ladder.secondsTo(0));
  }

  /** The first level, now; the others follow at their distance from it. */
  public Escalation first(Priority priority, long now) {
    Ladder ladder = requireNonNull(ladders.get(priority), "no ladder");
    return level(ladder, new Escalation(-1, now - ladder.secondsTo(0), false, List.of()), now);
  }

  /**
   * When the next level of an escalation comes; null if none does. One that falls into quiet hours
   * waits for their end, and those after it keep their distance: whoever is asked then has the
   * usual time.
   */
  public @Nullable Long due(Priority priority, Escalation escalation) {
    Ladder ladder = ladders.get(priority);
    if (ladder == null || escalation.over()) {
      return null;
    }
    long since = escalation.since();
    for (int level = 0; level <= escalation.level(); level++) {
      since = afterQuietHours(priority, since + ladder.secondsTo(level)) - ladder.secondsTo(level);
    }
    return afterQuietHours(priority, since + ladder.secondsTo(escalation.level() + 1));
  }

  /** The next level of an escalation, or its end. */
  public Escalation next(Priority priority, Escalation escalation, long now) {
    return level(requireNonNull(ladders.get(priority), "no ladder"), escalation, now);
  }

  private Escalation level(Ladder ladder, Escalation before, long now) {
    int level = before.level() + 1;
    if (level >= ladder.levels().size()) {
      return new Escalation(before.level(), before.since(), true, List.of());
    }
    return new Escalation(
        level, before.since(), false, onDuty(ladder.levels().get(level).role(), now));
  }

  /** A role that nobody has is asked by its name alone, so that the gap is seen. */
  private List<Recipient> onDuty(String role, long now) {
    List<Recipient> recipients =
        rota.stream()
            .filter(duty -> duty.role().equals(role) && duty.covers(now))
            .map(duty -> new Recipient(role, duty.person(), duty.contact()))
            .toList();
    return recipients.isEmpty() ? List.of(new Recipient(role, null, null)) : recipients;
  }
}
