package dev.vigil.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Some points of a request lie before what the retention policy of the store keeps. It has written
 * all the others, and never will write these.
 */
final class PointsTooOldException extends Exception {
  /** InfluxDB's words, which changed from "beyond" to "outside" in its last versions. */
  private static final Pattern REFUSAL =
      Pattern.compile("(?:beyond|outside) retention policy.*dropped=(\\d{1,9})\\b", Pattern.DOTALL);

  private final int dropped;

  private PointsTooOldException(int dropped) {
    super("the store keeps nothing as old as " + dropped + " of the points", null, false, false);
    this.dropped = dropped;
  }

  /** Of a store's refusal; null if it says something else. */
  static @Nullable PointsTooOldException of(String refusal) {
    Matcher found = REFUSAL.matcher(refusal);
    return found.find() ? new PointsTooOldException(Integer.parseInt(found.group(1))) : null;
  }

  /**
   * How many; they are the oldest of the request, because what a retention policy keeps begins at
   * one moment.
   */
  int dropped() {
    return dropped;
  }
}
