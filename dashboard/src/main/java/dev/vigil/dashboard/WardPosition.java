package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a page has heard the alert transitions. To a page it is a word that it gives back.
 *
 * @param run of the server, which numbers them
 * @param number of the last one heard; 0 for none
 */
record WardPosition(String run, long number) {
  private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([0-9]{1,18})");

  WardPosition {
    requireNonNull(run, "run is null");
  }

  /** What {@link #toString} gave; null if it isn't that. */
  static @Nullable WardPosition parse(@Nullable String text) {
    Matcher matcher = TEXT.matcher(text == null ? "" : text);
    return matcher.matches()
        ? new WardPosition(matcher.group(1), Long.parseLong(matcher.group(2)))
        : null;
  }

  @Override
  public String toString() {
    return run + "." + number;
  }
}
