package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said beside a calendar, which knows no wards and no roles.
 *
 * @param ward of all its entries; null to take each entry's, from its title or LOCATION
 * @param role of all its entries; null to take each entry's, from its title or CATEGORIES
 * @param form of the titles; null if a title is no more than a name
 * @param leftOut titles of entries that are no duties
 * @param from what is over by then isn't taken
 * @param until what begins then or later isn't taken
 */
public record CalendarTerms(
    @Nullable String ward,
    @Nullable String role,
    @Nullable SummaryForm form,
    Set<String> leftOut,
    Instant from,
    Instant until) {
  public CalendarTerms {
    leftOut = Set.copyOf(leftOut);
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("from " + from + " is not before until " + until);
    }
  }
}
