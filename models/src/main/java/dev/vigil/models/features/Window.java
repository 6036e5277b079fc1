package dev.vigil.models.features;

import java.util.Locale;

/**
 * The windows over which features are computed. At the instant {@code now}, a window of length
 * {@code L} reaches over {@code (now - L, now + 60]}: the 60 s are the tolerance for device clocks
 * that are ahead.
 *
 * <p>The shortest window stands on raw readings: a reading belongs to it when its measured second
 * lies in that interval. The longer ones stand on cells that begin at whole multiples of their
 * width since the epoch: a cell belongs to a window when its <em>start</em> lies in the interval,
 * and brings all of its readings with it. So the oldest cell is never cut, and what a window holds
 * moves on once per cell.
 */
public enum Window {
  MINUTES_5("5m", 300, 0),
  HOUR_1("1h", 3_600, 60),
  HOURS_8("8h", 28_800, 900),
  HOURS_24("24h", 86_400, 900);

  private final String label;
  private final int seconds;
  private final int cellSeconds;

  Window(String label, int seconds, int cellSeconds) {
    this.label = label;
    this.seconds = seconds;
    this.cellSeconds = cellSeconds;
  }

  /** How it stands in a feature's name, such as {@code 8h}. */
  public String label() {
    return label;
  }

  public int seconds() {
    return seconds;
  }

  /** Width of its cells; 0 where it stands on raw readings. */
  public int cellSeconds() {
    return cellSeconds;
  }

  /** The rule of membership, for the definitions of features. */
  String rule() {
    String unit =
        cellSeconds == 0
            ? "readings measured"
            : "all readings of the aligned " + cellSeconds + "-second cells that start";
    return String.format(
        Locale.ROOT,
        "%s in (now - %d s, now + %d s]",
        unit,
        seconds,
        Judgement.CLOCK_TOLERANCE_SECONDS);
  }
}
