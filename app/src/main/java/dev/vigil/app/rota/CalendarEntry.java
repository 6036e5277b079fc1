package dev.vigil.app.rota;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VEVENT of RFC 5545, as far as a rota needs it.
 *
 * @param place where it stands
 * @param names what it says of whom
 * @param cancelled nobody is on duty
 * @param from when it begins, the first time
 * @param until when that ends, exclusive
 * @param recurring how it comes again
 * @param replaces which time of the entry with the same UID it stands for; null for none
 */
record CalendarEntry(
    Place place,
    Names names,
    boolean cancelled,
    ShownTime from,
    ShownTime until,
    Recurring recurring,
    @Nullable ShownTime replaces) {
  CalendarEntry {
    requireNonNull(place, "place is null");
    requireNonNull(names, "names is null");
    requireNonNull(from, "from is null");
    requireNonNull(until, "until is null");
    requireNonNull(recurring, "recurring is null");
  }

  /**
   * Where an entry stands.
   *
   * @param line of its BEGIN:VEVENT, from 1
   * @param uid empty if it has none
   */
  record Place(int line, String uid) {
    Place {
      requireNonNull(uid, "uid is null");
    }

    /** Such as {@code line 12 (UID 4f2a)}. */
    @Override
    public String toString() {
      return "line " + line + (uid.isEmpty() ? "" : " (UID " + uid + ")");
    }
  }

  /**
   * What an entry says of whom.
   *
   * @param summary its title; empty if it has none
   * @param location empty if it has none
   */
  record Names(String summary, String location, List<String> categories, List<Person> attendees) {
    Names {
      requireNonNull(summary, "summary is null");
      requireNonNull(location, "location is null");
      categories = List.copyOf(categories);
      attendees = List.copyOf(attendees);
    }
  }

  /**
   * An attendee who is a person.
   *
   * @param name null if it is not given
   * @param address e-mail; null if it is not given
   * @param declines has declined, or sends somebody else
   */
  record Person(@Nullable String name, @Nullable String address, boolean declines) {}

  /**
   * How an entry comes again.
   *
   * @param rule null for none
   * @param end after which the rule gives no time any more; null for none
   * @param added times besides
   * @param removed times at which it doesn't come
   */
  record Recurring(
      @Nullable Repetition rule,
      @Nullable ShownTime end,
      List<ShownTime> added,
      List<ShownTime> removed) {
    Recurring {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }
}
