package dev.vigil.models.features;

import static dev.vigil.models.features.Quarter.MINUTE_SECONDS;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import org.jspecify.annotations.Nullable;

/**
 * The raw readings of one vital sign wherever they lie, and how they become less. A block is closed
 * when all of its minutes are settled, 5 minutes after it ended. If more than a few identities are
 * known of it, its raw readings lie in the block from then on; else they stay among the {@link
 * RecentReadings}. The rule looks at what is known alone, never at when it came in, so the same
 * readings in any order lie in the same places.
 */
final class KeptReadings {
  /** Of so few, the sensor's name alone would take more room in a block than they do. */
  private static final int FEW = 4;

  private static final int RAW_SECONDS = Window.MINUTES_5.seconds();

  private final RecentReadings recent;
  private final VitalBlocks blocks;
  private final Scale scale;

  KeptReadings(RecentReadings recent, VitalBlocks blocks, Scale scale) {
    this.recent = recent;
    this.blocks = blocks;
    this.scale = scale;
  }

  /** Those among which a reading of this second is or would be. */
  RawReadings at(long second) {
    RawReadings moved = movedAt(second);
    return moved == null ? recent.raws() : moved;
  }

  private @Nullable RawReadings movedAt(long second) {
    QuarterBlock block = second < recent.closedUntil() ? blocks.find(second) : null;
    return block == null ? null : block.raws();
  }

  /** The same, to be changed. */
  private @Nullable RawReadings changeMovedAt(long second) {
    return movedAt(second) == null ? null : blocks.change(second).changeRaws();
  }

  /**
   * Puts a reading of a new identity in its place.
   *
   * @param index where it would go, if it counts
   */
  void add(int index, Reading reading, int revision) {
    long measured = reading.measured();
    RawReadings moved = changeMovedAt(measured);
    RawReadings raws = moved == null ? recent.raws() : moved;
    if (reading.status() == Status.WITHDRAWN) {
      raws.withdrawn().put(measured, reading.sensor(), revision);
    } else if (moved == null) {
      recent.insert(index, measured, reading.sensor(), reading.value(), revision);
    } else {
      moved.insert(index, measured, reading.sensor(), reading.value(), revision);
    }
    changed(reading, moved);
  }

  /**
   * Puts a correction or withdrawal in the place of what was known.
   *
   * @param index of what counted, or where it would have been
   */
  void replace(int index, Reading reading, int revision) {
    long measured = reading.measured();
    RawReadings moved = changeMovedAt(measured);
    RawReadings raws = moved == null ? recent.raws() : moved;
    if (reading.status() == Status.WITHDRAWN) {
      if (index >= 0) {
        raws.remove(index, index + 1);
      }
      raws.withdrawn().put(measured, reading.sensor(), revision);
    } else if (index >= 0) {
      raws.replace(index, reading.value(), revision);
    } else {
      raws.withdrawn().remove(measured, reading.sensor());
      raws.insert(-index - 1, measured, reading.sensor(), reading.value(), revision);
    }
    recent.corrected();
    changed(reading, moved);
  }

  /** Follows the latest one of those that lie in blocks. */
  private void changed(Reading reading, @Nullable RawReadings moved) {
    if (moved == null) {
      return;
    }
    long measured = reading.measured();
    Latest before = recent.movedLatest();
    if (reading.status() != Status.WITHDRAWN) {
      recent.keepMoved(new Latest(measured, reading.sensor(), reading.value()));
    } else if (before != null && before.is(measured, reading.sensor())) {
      recent.movedLatest(latestMoved(measured));
    }
  }

  /** The latest of those that lie in the block of a second and in earlier ones. */
  private @Nullable Latest latestMoved(long second) {
    Latest latest = null;
    long start = QuarterBlock.startOf(second);
    while (latest == null && start >= recent.oldestBlock()) {
      RawReadings moved = movedAt(start);
      latest = moved == null ? null : moved.latest();
      start -= QuarterBlock.SECONDS;
    }
    return latest;
  }

  /** All readings of a minute that are raw. */
  Cell rawMinute(long minute) {
    RawReadings raws = at(minute);
    Cell cell = new Cell();
    int end = raws.firstFrom(minute + MINUTE_SECONDS);
    raws.addTo(cell, minute, raws.firstFrom(minute), end, scale);
    return cell;
  }

  /** All readings of a quarter hour, settled and raw, or null if there are none. */
  @Nullable Cell quarter(long start) {
    QuarterBlock block = blocks.find(start);
    Cell kept = block == null ? null : block.cell(start, scale);
    return recent.raws().addedTo(kept, start, scale);
  }

  /** Settles each minute that ended 5 minutes before {@code now}, once. */
  void settleUntil(long now) {
    long before = recent.settledUntil();
    long until = floorMinute(now - RAW_SECONDS);
    if (until <= before) {
      return;
    }
    long measured = recent.raws().firstSecondFrom(before);
    while (measured < until) {
      long minute = floorMinute(measured);
      settle(minute);
      measured = recent.raws().firstSecondFrom(minute + MINUTE_SECONDS);
    }
    recent.settledUntil(until);
    closeFrom(QuarterBlock.startOf(before));
  }

  /** Drops the raw readings of a minute if some sensor gave more than one. */
  void settle(long minute) {
    long end = minute + MINUTE_SECONDS;
    if (!at(minute).repeatsASensor(minute, end)) {
      return;
    }
    RawReadings moved = changeMovedAt(minute);
    RawReadings raws = moved == null ? recent.raws() : moved;
    QuarterBlock block = blocks.change(minute);
    Quarter quarter = block.change(minute);
    quarter.settle(minute);
    raws.withdrawn()
        .between(minute, end)
        .forEach(identity -> quarter.remember(identity.measured(), identity.sensor()));
    int first = raws.firstFrom(minute);
    int until = raws.firstFrom(end);
    for (int i = first; i < until; i++) {
      quarter.remember(raws.measured(i), raws.sensor(i));
    }
    raws.addTo(quarter.cell(), quarter.start(), first, until, scale);
    forget(raws, minute, end);
    block.dropEmptyRaws();
  }

  private void closeFrom(long from) {
    long measured = recent.raws().firstSecondFrom(from);
    while (measured < recent.closedUntil()) {
      long start = QuarterBlock.startOf(measured);
      moveIfMany(start);
      measured = recent.raws().firstSecondFrom(start + QuarterBlock.SECONDS);
    }
  }

  /** Moves the raw readings of a closed block into it, unless little is known of it. */
  void moveIfMany(long second) {
    long start = QuarterBlock.startOf(second);
    long end = start + QuarterBlock.SECONDS;
    int known = recent.raws().known(start, end);
    if (known == 0 || end > recent.closedUntil()) {
      return;
    }
    QuarterBlock block = blocks.find(start);
    if (known + (block == null ? 0 : block.remembered()) > FEW) {
      RawReadings moved = recent.raws().takeOut(start, end);
      blocks.change(start).raws(moved);
      recent.keepMoved(moved.latest());
    }
  }

  /** Drops a block that nothing may change any more. */
  void retire(long block) {
    RawReadings moved = movedAt(block);
    if (moved != null) {
      keepLatest(moved, 0, moved.size());
    }
    blocks.remove(block);
  }

  /** Drops the raw readings of blocks that were retired. */
  void retiredUntil(long second) {
    forget(recent.raws(), Long.MIN_VALUE, second);
  }

  /** Forgets raw readings; the latest value stays known. */
  private void forget(RawReadings raws, long from, long until) {
    int first = raws.firstFrom(from);
    int end = raws.firstFrom(until);
    keepLatest(raws, first, end);
    if (end > first) {
      raws.remove(first, end);
    }
    raws.withdrawn().forget(from, until);
  }

  private void keepLatest(RawReadings raws, int first, int end) {
    if (end > first) {
      recent.keepLatest(
          new Latest(raws.measured(end - 1), raws.sensor(end - 1), raws.value(end - 1)));
    }
  }

  static long floorMinute(long second) {
    return Math.floorDiv(second, (long) MINUTE_SECONDS) * MINUTE_SECONDS;
  }
}
