package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is usual for this patient: the means of the quarter hours of the last week, without the last
 * day, as one histogram per day (UTC). A quarter hour counts once, however many readings it had. It
 * is robust: half of the week may be out of the ordinary before the centre follows.
 */
final class Baseline implements VitalPart {
  private static final int DAY_SECONDS = 86_400;
  private static final int DAYS = 8;

  /** Makes the median absolute deviation of normal values their standard deviation. */
  private static final double MAD_TO_SD = 1.4826;

  private final TreeMap<Long, Histogram> days = new TreeMap<>();

  /**
   * What is usual.
   *
   * @param centre median of the quarter hours' means, in steps
   * @param spread 1.4826 times the median absolute deviation from it, at least half a bin, in steps
   * @param hours how many hours it was learned from: how sure it is
   */
  record Usual(double centre, double spread, double hours) {}

  /**
   * Takes in a quarter hour that nothing can change any more.
   *
   * @param start of the quarter hour
   * @param mean of its readings, rounded down to whole steps
   */
  void absorb(long start, long mean, Scale scale) {
    long day = Math.floorDiv(start, (long) DAY_SECONDS);
    days.computeIfAbsent(day, unseen -> new Histogram()).add(scale.bin(mean), 1);
  }

  /** Drops the days that are too old to count at {@code now}. */
  void expire(long now) {
    days.headMap(firstDay(now)).clear();
  }

  boolean isEmpty() {
    return days.isEmpty();
  }

  /** What is usual at {@code now}, or null if that isn't known. */
  @Nullable Usual usual(long now, Scale scale) {
    Histogram all = new Histogram();
    days.tailMap(firstDay(now)).values().forEach(all::addAll);
    long quarters = all.total();
    if (quarters == 0) {
      return null;
    }
    int centre = all.atRank((quarters + 1) / 2);
    int deviation = all.distancesFrom(centre).atRank((quarters + 1) / 2);
    double width = (double) scale.binWidth();
    return new Usual(
        centre * width,
        Math.max(MAD_TO_SD * deviation * width, width / 2),
        (double) quarters * Quarter.SECONDS / 3_600);
  }

  private static long firstDay(long now) {
    return Math.floorDiv(now, (long) DAY_SECONDS) - DAYS;
  }

  @Override
  public Baseline copy() {
    Baseline copy = new Baseline();
    days.forEach((day, histogram) -> copy.days.put(day, histogram.copy()));
    return copy;
  }

  void write(DataOutput out) throws IOException {
    Packed.write(days.size(), out);
    for (Map.Entry<Long, Histogram> entry : days.entrySet()) {
      Packed.writeSigned(entry.getKey(), out);
      entry.getValue().write(out);
    }
  }

  static Baseline read(DataInput in) throws IOException {
    Baseline baseline = new Baseline();
    int days = Packed.readInt(in);
    for (int i = 0; i < days; i++) {
      baseline.days.put(Packed.readSigned(in), Histogram.read(in));
    }
    return baseline;
  }
}
