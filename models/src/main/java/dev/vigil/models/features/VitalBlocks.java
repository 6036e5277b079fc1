package dev.vigil.models.features;

import org.jspecify.annotations.Nullable;

/**
 * The blocks of one vital sign, of which one at a time is at hand: nearly all that happens to a
 * vital sign in one record is about one.
 */
final class VitalBlocks {
  private final String vital;
  private final VitalParts parts;
  private @Nullable QuarterBlock block;
  private String key = "";
  private long start;
  private boolean changed;

  VitalBlocks(String vital, VitalParts parts) {
    this.vital = vital;
    this.parts = parts;
  }

  /** The block that holds a second, or null if nothing is kept of it. */
  @Nullable QuarterBlock find(long second) {
    long wanted = QuarterBlock.startOf(second);
    if (key.isEmpty() || start != wanted) {
      save();
      start = wanted;
      key = vital + '@' + wanted;
      block = (QuarterBlock) parts.get(key);
    }
    return block;
  }

  /** The block that holds a second, to be changed before another one is asked for. */
  QuarterBlock change(long second) {
    QuarterBlock known = find(second);
    if (changed && known != null) {
      return known;
    }
    QuarterBlock changeable = known == null ? new QuarterBlock(start) : known.copy();
    block = changeable;
    changed = true;
    return changeable;
  }

  /** Drops the block that holds a second. */
  void remove(long second) {
    find(second);
    parts.remove(key);
    block = null;
    changed = false;
  }

  /** Keeps the one at hand if it was changed. */
  void save() {
    if (changed && block != null) {
      parts.put(key, block);
    }
    changed = false;
  }
}
