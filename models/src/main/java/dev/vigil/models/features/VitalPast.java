package dev.vigil.models.features;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a vital sign leaves behind of the blocks that nothing can change any more: the baseline and
 * the stay.
 */
final class VitalPast {
  private final String vital;
  private final Scale scale;
  private final VitalParts parts;

  VitalPast(String vital, Scale scale, VitalParts parts) {
    this.vital = vital;
    this.scale = scale;
    this.parts = parts;
  }

  /**
   * Takes blocks in for good.
   *
   * @param first start of the first block
   * @param last start of the last block
   * @param quarters all readings of a quarter hour by its start, null if there are none
   */
  void absorb(long first, long last, LongFunction<@Nullable Cell> quarters, long now) {
    Baseline knownBaseline = baseline();
    Baseline baseline = knownBaseline == null ? new Baseline() : knownBaseline.copy();
    Stay knownStay = ofStay();
    Stay stay = knownStay == null ? new Stay() : knownStay.copy();
    for (long start = first; start < last + QuarterBlock.SECONDS; start += Quarter.SECONDS) {
      Cell cell = quarters.apply(start);
      if (cell != null && scale.hasBaseline()) {
        absorb(baseline, start, cell);
      }
      if (cell != null && scale.hasStay()) {
        stay.absorb(cell.moments());
      }
    }
    baseline.expire(now);
    keep(baselineKey(vital), baseline, baseline.isEmpty());
    keep(stayKey(vital), stay, stay.count() == 0);
  }

  /**
   * What is usual at {@code now}, some blocks included that are not taken in yet; null if that
   * isn't known.
   */
  Baseline.@Nullable Usual usual(
      long first, long last, LongFunction<@Nullable Cell> quarters, long now) {
    Baseline known = baseline();
    if (first > last) {
      return known == null ? null : known.usual(now, scale);
    }
    Baseline baseline = known == null ? new Baseline() : known.copy();
    for (long start = first; start < last + QuarterBlock.SECONDS; start += Quarter.SECONDS) {
      Cell cell = quarters.apply(start);
      if (cell != null) {
        absorb(baseline, start, cell);
      }
    }
    return baseline.usual(now, scale);
  }

  /**
   * All readings of the stay; null if there is none, or they aren't summed up.
   *
   * @param recent the quarter hours of blocks that are not taken in yet
   */
  @Nullable Stay stay(Cells recent) {
    Stay known = ofStay();
    Stay stay = known == null ? new Stay() : known.copy();
    if (scale.hasStay()) {
      for (int i = 0; i < recent.size(); i++) {
        stay.absorb(recent.cell(i).moments());
      }
    }
    return stay.count() == 0 ? null : stay;
  }

  /** Drops both. */
  static void forget(String vital, VitalParts parts) {
    parts.remove(baselineKey(vital));
    parts.remove(stayKey(vital));
  }

  private void absorb(Baseline baseline, long start, Cell cell) {
    Moments moments = cell.moments();
    if (moments.count() > 0) {
      baseline.absorb(start, Math.floorDiv(moments.sum(), moments.count()), scale);
    }
  }

  private @Nullable Baseline baseline() {
    return (Baseline) parts.get(baselineKey(vital));
  }

  private @Nullable Stay ofStay() {
    return (Stay) parts.get(stayKey(vital));
  }

  private void keep(String key, VitalPart part, boolean isEmpty) {
    if (isEmpty) {
      parts.remove(key);
    } else {
      parts.put(key, part);
    }
  }

  private static String baselineKey(String vital) {
    return vital + "/baseline";
  }

  private static String stayKey(String vital) {
    return vital + "/stay";
  }
}
