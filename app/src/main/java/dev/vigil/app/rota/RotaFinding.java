package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.wards.Duty;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A time at which nobody has a role, or more than one person.
 *
 * @param from inclusive
 * @param until exclusive
 */
public record RotaFinding(String ward, String role, Kind kind, Instant from, Instant until) {
  /** What is so. */
  public enum Kind {
    GAP("nobody"),
    OVERLAP("more than one person");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  public RotaFinding {
    requireNonNull(ward, "ward is null");
    requireNonNull(role, "role is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
  }

  /** Such as {@code nurse of ward 3: nobody from 2026-03-01T15:00+01:00 until …}. */
  public String text(ZoneId zone) {
    return role
        + " of ward "
        + ward
        + ": "
        + kind.words
        + " from "
        + from.atZone(zone).toOffsetDateTime()
        + " until "
        + until.atZone(zone).toOffsetDateTime();
  }

  /** For programs. */
  public Map<String, String> told() {
    return Map.of(
        "ward",
        ward,
        "role",
        role,
        "kind",
        kind.name().toLowerCase(Locale.ROOT),
        "from",
        from.toString(),
        "until",
        until.toString());
  }

  /**
   * All of a ward, by role, in order of time.
   *
   * @param from the rota is meant to hold from here
   * @param until and until here
   */
  public static List<RotaFinding> of(String ward, List<Duty> duties, Instant from, Instant until) {
    Map<String, List<Duty>> byRole = new TreeMap<>();
    duties.forEach(duty -> byRole.computeIfAbsent(duty.role(), r -> new ArrayList<>()).add(duty));
    List<RotaFinding> findings = new ArrayList<>();
    byRole.forEach(
        (role, each) -> {
          each.sort(Comparator.comparing(Duty::from));
          RotaFinding whole = new RotaFinding(ward, role, Kind.GAP, from, until);
          findings.addAll(whole.gaps(each));
          findings.addAll(whole.overlaps(each));
        });
    return findings;
  }

  /** When none of these, in order of their beginnings, is on duty in this time. */
  private List<RotaFinding> gaps(List<Duty> duties) {
    List<RotaFinding> gaps = new ArrayList<>();
    Instant covered = from;
    for (Duty duty : duties) {
      if (covered.isBefore(duty.from())) {
        gaps.add(new RotaFinding(ward, role, Kind.GAP, covered, duty.from()));
      }
      covered = later(covered, duty.until());
    }
    if (covered.isBefore(until)) {
      gaps.add(new RotaFinding(ward, role, Kind.GAP, covered, until));
    }
    return gaps;
  }

  /** When more than one of these is: stretches that touch are one. */
  private List<RotaFinding> overlaps(List<Duty> duties) {
    List<RotaFinding> overlaps = new ArrayList<>();
    Instant covered = from;
    Instant shared = from;
    for (Duty duty : duties) {
      Instant begin = later(duty.from(), from);
      Instant end = duty.until().isBefore(covered) ? duty.until() : covered;
      if (begin.isBefore(end)) {
        boolean touches = !overlaps.isEmpty() && !shared.isBefore(begin);
        Instant first = touches ? overlaps.remove(overlaps.size() - 1).from() : begin;
        shared = later(shared, end);
        overlaps.add(new RotaFinding(ward, role, Kind.OVERLAP, first, shared));
      }
      covered = later(covered, duty.until());
    }
    return overlaps;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
