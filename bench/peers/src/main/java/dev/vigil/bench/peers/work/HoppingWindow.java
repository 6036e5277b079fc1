package dev.vigil.bench.peers.work;

import java.io.Serializable;

/**
 * A window that moves on by whole steps: one ends at every multiple of the step since the epoch,
 * and holds what was measured in the seconds before its end.
 *
 * @param seconds its length, a multiple of the step
 * @param step how far one is from the next, seconds; the length for windows that don't overlap
 */
public record HoppingWindow(int seconds, int step) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String SEPARATOR = "/";

  public HoppingWindow {
    if (step < 1 || seconds < step || seconds % step != 0) {
      throw new IllegalArgumentException(
          "window of " + seconds + " s in steps of " + step + " s, expected a multiple of a step");
    }
  }

  /** Such as {@code 300/1}. */
  public static HoppingWindow parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("window '" + text + "', expected SECONDS/STEP");
    }
    return new HoppingWindow(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** What {@link #parse} reads. */
  public String text() {
    return seconds + SEPARATOR + step;
  }
}
