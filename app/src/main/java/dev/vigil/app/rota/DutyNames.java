package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has which role where, by what an entry says of it.
 *
 * @param people who are on duty; none if everybody has declined
 */
record DutyNames(String ward, String role, List<OnDuty> people) {
  DutyNames {
    requireNonNull(ward, "ward is null");
    requireNonNull(role, "role is null");
    people = List.copyOf(people);
  }

  /**
   * Somebody who is on duty.
   *
   * @param contact e-mail address; null if there is none
   */
  record OnDuty(String person, @Nullable String contact) {}

  /**
   * Takes what is said beside the calendar before what the title says, and that before the rest.
   */
  static DutyNames of(CalendarEntry.Names names, CalendarTerms terms) throws RefusedEntryException {
    SummaryForm form = terms.form();
    Map<String, String> told = form == null ? Map.of() : form.read(names.summary());
    return new DutyNames(
        ward(names, terms, told.get(SummaryForm.WARD)),
        role(names, terms, told.get(SummaryForm.ROLE)),
        people(names, told.get(SummaryForm.PERSON)));
  }

  private static String ward(CalendarEntry.Names names, CalendarTerms terms, @Nullable String told)
      throws RefusedEntryException {
    String given = terms.ward() == null ? told : terms.ward();
    String ward = given == null ? names.location() : given;
    if (ward.isBlank()) {
      throw new RefusedEntryException(
          "it names no ward: give --ward, {ward} in --summary, or a LOCATION");
    }
    return ward.strip();
  }

  private static String role(CalendarEntry.Names names, CalendarTerms terms, @Nullable String told)
      throws RefusedEntryException {
    String given = terms.role() == null ? told : terms.role();
    if (given != null) {
      return given.strip();
    }
    if (names.categories().size() != 1) {
      throw new RefusedEntryException(
          "it names no role (CATEGORIES "
              + names.categories()
              + "): give --role, {role} in --summary, or a single category");
    }
    return names.categories().get(0).strip();
  }

  private static List<OnDuty> people(CalendarEntry.Names names, @Nullable String told)
      throws RefusedEntryException {
    List<CalendarEntry.Person> attendees = names.attendees();
    List<CalendarEntry.Person> coming =
        attendees.stream().filter(attendee -> !attendee.declines()).toList();
    if (!attendees.isEmpty() && coming.isEmpty()) {
      return List.of();
    }
    if (told != null) {
      return List.of(new OnDuty(told, coming.size() == 1 ? coming.get(0).address() : null));
    }
    if (coming.isEmpty() && names.summary().isBlank()) {
      throw new RefusedEntryException("it names nobody: no ATTENDEE, no SUMMARY");
    }
    return coming.isEmpty()
        ? List.of(new OnDuty(names.summary().strip(), null))
        : coming.stream().map(DutyNames::onDuty).toList();
  }

  private static OnDuty onDuty(CalendarEntry.Person attendee) {
    String name = attendee.name() == null ? attendee.address() : attendee.name();
    return new OnDuty(requireNonNull(name, "an attendee without a name"), attendee.address());
  }
}
