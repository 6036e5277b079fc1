package dev.vigil.dashboard.drill;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be practised.
 *
 * @param ward where; nobody may lie there
 * @param scenario what one of the patients has, see {@link Drills#scenarios}
 * @param patients how many there are; {@value #PATIENTS} where not said
 * @param afterSeconds from the start until one gets worse; {@value #AFTER_SECONDS} where not said
 * @param pace how many times faster than usual that one gets worse; 1 where not said
 * @param seed who the patients are, and which of them gets worse; another one each time where not
 *     said
 * @param because why; "a drill" where not said
 */
public record DrillOrder(
    String ward,
    String scenario,
    @Nullable Integer patients,
    @Nullable Integer afterSeconds,
    @Nullable Integer pace,
    @Nullable Long seed,
    @Nullable String because) {
  public static final int PATIENTS = 4;
  public static final int AFTER_SECONDS = 60;

  private static final int LONGEST_PLACE = 40;
  private static final int LONGEST_TEXT = 500;
  private static final int LATEST = 1800;
  private static final int MOST_PATIENTS = 30;
  private static final int FASTEST = 4;

  public DrillOrder {
    ward = requireNonNull(ward, "'ward' is missing").strip();
    requireNonNull(scenario, "'scenario' is missing");
    if (ward.isEmpty()
        || ward.length() > LONGEST_PLACE
        || ward.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "'ward' is blank, has control characters or more than " + LONGEST_PLACE);
    }
    require("patients", patients, 1, MOST_PATIENTS);
    require("afterSeconds", afterSeconds, 0, LATEST);
    require("pace", pace, 1, FASTEST);
    if (because != null && because.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("'because' is longer than " + LONGEST_TEXT);
    }
  }

  private static void require(String name, @Nullable Integer given, int least, int most) {
    if (given != null && (given < least || given > most)) {
      throw new IllegalArgumentException(
          "'" + name + "' is " + given + ", expected " + least + " to " + most);
    }
  }
}
