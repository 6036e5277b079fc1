package dev.vigil.alerting.wards;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has a role for a time: one line of a rota.
 *
 * @param role as the ladders call it
 * @param person id of the person
 * @param contact e-mail address; null if there is none
 * @param from inclusive, ISO 8601, such as {@code 2026-03-01T07:00:00Z}
 * @param until exclusive, ISO 8601
 */
public record Duty(
    String role, String person, @Nullable String contact, Instant from, Instant until) {
  public Duty {
    requireNonNull(role, "role is null");
    requireNonNull(person, "person is null");
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
    if (role.isBlank() || person.isBlank()) {
      throw new IllegalArgumentException("a duty has no role or no person");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException(
          "the duty of " + person + " from " + from + " ends before it begins, at " + until);
    }
    // Ahead of the header of an e-mail: no second line, no second address.
    if (contact != null && !contact.matches("[^@\\s,;<>]+@[^@\\s,;<>]+")) {
      throw new IllegalArgumentException("the contact of " + person + " is no e-mail address");
    }
  }

  /** Whether it is theirs at an instant, whole seconds since the epoch. */
  boolean covers(long instant) {
    return from.getEpochSecond() <= instant && instant < until.getEpochSecond();
  }
}
