package dev.vigil.models.hour;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast of the next hour sees of one vital sign: the last value, and how the last hours
 * were beside it. An hour's level is the median of what came in it, so that an artefact of seconds
 * changes nothing.
 */
public final class HourInputs {
  /** How far back it looks. */
  public static final int SECONDS = 24 * 3600;

  static final int CENTRE_TERMS = 5;
  static final int SPREAD_TERMS = 6;

  private static final int HOUR = 3600;
  private static final int HOURS = SECONDS / HOUR;
  private static final int SIX = 6;

  /** The last value is the median of so many seconds: of one a second, a single one is noise. */
  private static final int LAST_SECONDS = 300;

  /** Of the last six hours. */
  private static final int LEAST_HOURS = 2;

  /**
   * How old the last value may be. The proofs are of forecasts made when a value came, and what
   * came counts as of an hour later if it missed that by so much: of an older one they say nothing.
   */
  static final int FRESH_SECONDS = 900;

  private final double last;
  private final double[] centre;
  private final double[] spread;

  /** One value; seconds since the epoch, canonical unit. */
  public record Sample(long at, double value) {}

  private HourInputs(double last, double[] levels) {
    this.last = last;
    double previous = nearest(levels) - last;
    double six = mean(levels, SIX) - last;
    double day = mean(levels, HOURS) - last;
    centre = new double[] {previous, six, day, last, 1};
    spread =
        new double[] {
          Math.abs(previous),
          deviation(levels, SIX),
          deviation(levels, HOURS),
          Math.abs(day),
          1.0 / count(levels, HOURS),
          1
        };
  }

  /**
   * At a moment; null where there is too little: no value in the last {@value #FRESH_SECONDS} s, or
   * in fewer than {@value #LEAST_HOURS} of the last {@value #SIX} hours.
   *
   * @param samples rising by time; those after {@code now} or over a day before don't count
   */
  public static @Nullable HourInputs at(long now, List<Sample> samples) {
    List<Sample> seen =
        samples.stream().filter(each -> each.at() <= now && each.at() > now - SECONDS).toList();
    long latest = seen.isEmpty() ? Long.MIN_VALUE : seen.get(seen.size() - 1).at();
    if (latest < now - FRESH_SECONDS) {
      return null;
    }
    double[] levels = levels(now, seen);
    if (count(levels, SIX) < LEAST_HOURS) {
      return null;
    }
    double[] last =
        seen.stream()
            .filter(each -> each.at() > latest - LAST_SECONDS)
            .mapToDouble(Sample::value)
            .toArray();
    return new HourInputs(median(last), levels);
  }

  /** By hours back from now; NaN where nothing came. */
  private static double[] levels(long now, List<Sample> seen) {
    double[] levels = new double[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      long end = now - (long) hour * HOUR;
      levels[hour] =
          median(
              seen.stream()
                  .filter(each -> each.at() <= end && each.at() > end - HOUR)
                  .mapToDouble(Sample::value)
                  .toArray());
    }
    return levels;
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The level of the latest hour before this one; of this one where none is known. */
  private static double nearest(double[] levels) {
    for (int hour = 1; hour < SIX; hour++) {
      if (Double.isFinite(levels[hour])) {
        return levels[hour];
      }
    }
    return levels[0];
  }

  private static int count(double[] levels, int hours) {
    return (int) Arrays.stream(levels, 0, hours).filter(Double::isFinite).count();
  }

  private static double mean(double[] levels, int hours) {
    return Arrays.stream(levels, 0, hours).filter(Double::isFinite).average().orElse(levels[0]);
  }

  private static double deviation(double[] levels, int hours) {
    double mean = mean(levels, hours);
    return Math.sqrt(
        Arrays.stream(levels, 0, hours)
            .filter(Double::isFinite)
            .map(level -> (level - mean) * (level - mean))
            .average()
            .orElse(0));
  }

  /** The last value, which a forecast has to beat. */
  public double last() {
    return last;
  }

  /**
   * Terms of the expected change: previous hour, six hours and day beside the last value, it, 1.
   */
  public double[] centre() {
    return centre.clone();
  }

  /** Terms of the expected size of the error. */
  public double[] spread() {
    return spread.clone();
  }
}
