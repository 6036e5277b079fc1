package dev.vigil.models.features;

import static dev.vigil.models.features.Quarter.MINUTE_SECONDS;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of one vital sign of one patient, over the parts in which it is kept. All
 * sensors are pooled.
 *
 * <p>Raw readings are kept for 24 h, but a minute in which some sensor gave more than one reading
 * is <em>settled</em> once it ended 5 minutes ago: its raw readings go, their seconds remain as a
 * bitmap, so that duplicates are still known. So corrections work for 5 minutes at 1 Hz and for 24
 * h at one a minute or slower. Sums in cells are exact integers: whatever the order in which
 * readings come, the windows end up the same to the bit. Two hours that ended a day ago can't
 * change any more and become part of the baseline and of the stay.
 */
final class VitalState {
  /** Whoever corrects a reading more often than that is not heard. */
  private static final int LAST_VERSION = 1_000_000_000;

  private final String vital;
  private final Scale scale;
  private final VitalParts parts;
  private final RecentReadings recent;
  private final VitalBlocks blocks;
  private final KeptReadings kept;
  private final VitalPast past;
  private @Nullable Cells quarters;

  private VitalState(String vital, Scale scale, VitalParts parts, RecentReadings recent) {
    this.vital = vital;
    this.scale = scale;
    this.parts = parts;
    this.recent = recent;
    this.blocks = new VitalBlocks(vital, parts);
    this.kept = new KeptReadings(recent, blocks, scale);
    this.past = new VitalPast(vital, scale, parts);
  }

  /** The vital sign as it is kept; a new one if nothing is. */
  static VitalState open(String vital, Scale scale, VitalParts parts) {
    RecentReadings kept = (RecentReadings) parts.get(vital);
    return new VitalState(vital, scale, parts, kept == null ? new RecentReadings() : kept);
  }

  /** Id of the vital sign. */
  String vital() {
    return vital;
  }

  /** Keeps what {@link #apply} changed. */
  void save() {
    if (!recent.isEmpty()) {
      parts.put(vital, recent);
    }
    blocks.save();
  }

  /** Judges a reading at {@code now}, which never goes back, and lets it count if it may. */
  Judgement apply(Reading reading, long now) {
    if (reading.measured() > now + Judgement.CLOCK_TOLERANCE_SECONDS) {
      return Judgement.FUTURE;
    }
    if (reading.measured() < now - Judgement.LATEST_SECONDS) {
      return Judgement.TOO_LATE;
    }
    quarters = null;
    recent.advance(now);
    expire(now);
    kept.settleUntil(now);
    if (reading.measured() >= recent.settledUntil()) {
      return applyRaw(reading, now);
    }
    Judgement judgement = applyLate(reading, now);
    if (judgement == Judgement.USED) {
      kept.moveIfMany(reading.measured());
    }
    return judgement;
  }

  private Judgement applyLate(Reading reading, long now) {
    QuarterBlock block = blocks.find(reading.measured());
    Quarter quarter = block == null ? null : block.find(reading.measured());
    if (quarter != null && quarter.isSettled(reading.measured())) {
      return applySettled(quarter, reading, now);
    }
    Judgement judgement = applyRaw(reading, now);
    if (judgement == Judgement.USED) {
      kept.settle(KeptReadings.floorMinute(reading.measured()));
    }
    return judgement;
  }

  /** Follows the latest value; says whether it now lies in another band than before. */
  boolean crossesBand() {
    return recent.crossesBand(scale.bands());
  }

  /** The latest reading that counts; it stays, however old. */
  @Nullable Latest latest() {
    return recent.latest();
  }

  /** All readings of a window at {@code now}. */
  Summary over(Window window, long now) {
    if (window.cellSeconds() == 0) {
      return recent.sliding(scale, now);
    }
    CellWindow summary = new CellWindow(window, now, scale);
    if (window.cellSeconds() == MINUTE_SECONDS) {
      addMinutes(summary, now - window.seconds());
    } else {
      addQuarters(summary, now - window.seconds());
    }
    return summary;
  }

  /** The minutes of the last hour. */
  Cells minutes() {
    return recent.minutes();
  }

  /** What is usual for the patient at {@code now}, or null if that isn't known. */
  Baseline.@Nullable Usual usual(long now) {
    long last = Math.min(lastFinal(now), recent.newest());
    return past.usual(recent.oldestBlock(), last, kept::quarter, now);
  }

  /** All readings of the stay, or null if there is none or they aren't summed up. */
  @Nullable Stay stay() {
    return past.stay(quarters());
  }

  /** Drops all but baseline and stay, into which all that is kept goes. */
  void retire(long now) {
    retireBlocksUntil(QuarterBlock.startOf(now + Judgement.CLOCK_TOLERANCE_SECONDS), now);
    parts.remove(vital);
  }

  private void addMinutes(CellWindow summary, long after) {
    Cells minutes = recent.minutes();
    for (int i = minutes.firstAfter(after); i < minutes.size(); i++) {
      if (summary.holds(minutes.start(i))) {
        summary.add(minutes.start(i), minutes.cell(i));
      }
    }
  }

  private void addQuarters(CellWindow summary, long after) {
    Cells quarters = quarters();
    for (int i = quarters.firstAfter(after); i < quarters.size(); i++) {
      if (summary.holds(quarters.start(i))) {
        summary.add(quarters.start(i), quarters.cell(i));
      }
    }
  }

  /** The quarter hours of which something is known, made once for all windows of a vector. */
  private Cells quarters() {
    Cells known = quarters;
    if (known == null) {
      known = new Cells();
      long oldest = recent.oldestBlock();
      for (long start = oldest; start <= recent.newest(); start += Quarter.SECONDS) {
        Cell cell = kept.quarter(start);
        if (cell != null) {
          known.replace(start, cell);
        }
      }
      quarters = known;
    }
    return known;
  }

  private Judgement applyRaw(Reading reading, long now) {
    RawReadings raws = kept.at(reading.measured());
    int index = raws.find(reading.measured(), reading.sensor());
    Integer withdrawn =
        index < 0 ? raws.withdrawn().revision(reading.measured(), reading.sensor()) : null;
    if (index < 0 && withdrawn == null) {
      recent.heardOf(reading.measured());
      kept.add(-index - 1, reading, revision(reading));
      countInMinute(reading, now);
      return Judgement.USED;
    }
    int known = withdrawn == null ? raws.revision(index) : withdrawn;
    if (reading.status() != Status.FINAL && revision(reading) > known) {
      kept.replace(index, reading, revision(reading));
      countMinuteAnew(KeptReadings.floorMinute(reading.measured()), now);
      return Judgement.USED;
    }
    boolean same =
        withdrawn == null
            ? !isWithdrawn(reading) && raws.value(index) == reading.value()
            : isWithdrawn(reading);
    return revision(reading) < known || same ? Judgement.LATE_DUPLICATE : Judgement.CONFLICT;
  }

  private Judgement applySettled(Quarter quarter, Reading reading, long now) {
    if (quarter.hasSeen(reading.measured(), reading.sensor())) {
      return reading.status() == Status.FINAL
          ? Judgement.LATE_DUPLICATE
          : Judgement.CORRECTION_WITHOUT_RAW;
    }
    Quarter touched = blocks.change(reading.measured()).change(reading.measured());
    touched.remember(reading.measured(), reading.sensor());
    recent.heardOf(reading.measured());
    if (!isWithdrawn(reading)) {
      touched.cell().add(reading.measured() - touched.start(), reading.value(), scale);
      countInMinute(reading, now);
      recent.keepLatest(new Latest(reading.measured(), reading.sensor(), reading.value()));
    }
    return Judgement.USED;
  }

  private void countInMinute(Reading reading, long now) {
    long minute = KeptReadings.floorMinute(reading.measured());
    if (!isWithdrawn(reading) && isOfLastHour(minute, now)) {
      recent.minutes().change(minute).add(reading.measured() - minute, reading.value(), scale);
    }
  }

  private void countMinuteAnew(long minute, long now) {
    if (isOfLastHour(minute, now)) {
      recent.minutes().replace(minute, kept.rawMinute(minute));
    }
  }

  private static boolean isOfLastHour(long minute, long now) {
    return minute > now - Window.HOUR_1.seconds();
  }

  private void expire(long now) {
    recent.minutes().dropUntil(now - Window.HOUR_1.seconds());
    if (recent.oldestBlock() <= lastFinal(now)) {
      retireBlocksUntil(lastFinal(now), now);
    }
  }

  /** Start of the last block of which nothing may change any more. */
  private static long lastFinal(long now) {
    return QuarterBlock.startOf(now - Judgement.LATEST_SECONDS) - QuarterBlock.SECONDS;
  }

  private void retireBlocksUntil(long last, long now) {
    long start = recent.oldestBlock();
    past.absorb(start, last, kept::quarter, now);
    for (; start <= last; start += QuarterBlock.SECONDS) {
      kept.retire(start);
    }
    recent.oldestBlock(start);
    kept.retiredUntil(start);
  }

  /** A correction comes after the original of the same version, for senders that count none. */
  private static int revision(Reading reading) {
    return 2 * Math.min(reading.version(), LAST_VERSION)
        + (reading.status() == Status.FINAL ? 0 : 1);
  }

  private static boolean isWithdrawn(Reading reading) {
    return reading.status() == Status.WITHDRAWN;
  }
}
