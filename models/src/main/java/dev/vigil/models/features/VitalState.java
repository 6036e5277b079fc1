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
 * change any more and become part of the baseline.
 */
final class VitalState {
  /** Whoever corrects a reading more often than that is not heard. */
  private static final int LAST_VERSION = 1_000_000_000;

  private static final int RAW_SECONDS = Window.MINUTES_5.seconds();

  private final String vital;
  private final Scale scale;
  private final VitalParts parts;
  private final RecentReadings recent;

  /** The block at hand: nearly all that happens to a vital sign in one record is about one. */
  private @Nullable QuarterBlock block;

  private String blockKey = "";
  private long blockStart;
  private boolean blockChanged;

  private @Nullable Cells quarters;

  private VitalState(String vital, Scale scale, VitalParts parts, RecentReadings recent) {
    this.vital = vital;
    this.scale = scale;
    this.parts = parts;
    this.recent = recent;
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
    saveBlock();
  }

  private void saveBlock() {
    if (blockChanged && block != null) {
      parts.put(blockKey, block);
    }
    blockChanged = false;
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
    settleUntil(now);
    if (reading.measured() >= recent.settledUntil()) {
      return applyRaw(reading, now);
    }
    Quarter quarter = findQuarter(reading.measured());
    if (quarter != null && quarter.isSettled(reading.measured())) {
      return applySettled(quarter, reading, now);
    }
    Judgement judgement = applyRaw(reading, now);
    if (judgement == Judgement.USED) {
      settle(floorMinute(reading.measured()));
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
      return recent.sliding(scale.limits(), now);
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
    Baseline baseline = (Baseline) parts.get(baselineKey(vital));
    long last = Math.min(lastFinal(now), recent.newest());
    if (recent.oldestBlock() <= last) {
      baseline = baseline == null ? new Baseline() : baseline.copy();
      for (long start = recent.oldestBlock(); start <= last; start += QuarterBlock.SECONDS) {
        absorb(baseline, start);
      }
    }
    return baseline == null ? null : baseline.usual(now, scale);
  }

  /** Drops all but the baseline, into which all that is kept goes. */
  void retire(long now) {
    retireBlocksUntil(QuarterBlock.startOf(now + Judgement.CLOCK_TOLERANCE_SECONDS), now);
    parts.remove(vital);
  }

  /** Drops the baseline too. */
  static void forgetBaseline(String vital, VitalParts parts) {
    parts.remove(baselineKey(vital));
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
        Cell cell = quarterCell(start);
        if (cell != null) {
          known.replace(start, cell);
        }
      }
      quarters = known;
    }
    return known;
  }

  /** All readings of a quarter hour, settled and raw, or null if there are none. */
  private @Nullable Cell quarterCell(long start) {
    Quarter quarter = findQuarter(start);
    Cell settled = quarter == null ? null : quarter.cell();
    RawReadings raws = recent.raws();
    int first = raws.firstFrom(start);
    int end = raws.firstFrom(start + Quarter.SECONDS);
    if (first == end) {
      return settled;
    }
    Cell all = new Cell();
    if (settled != null) {
      all.addAll(settled);
    }
    addRaws(all, start, first, end);
    return all;
  }

  private void addRaws(Cell to, long start, int first, int end) {
    RawReadings raws = recent.raws();
    for (int i = first; i < end; i++) {
      to.add(raws.measured(i) - start, raws.value(i), scale);
    }
  }

  private Judgement applyRaw(Reading reading, long now) {
    RawReadings raws = recent.raws();
    int index = raws.find(reading.measured(), reading.sensor());
    Integer withdrawn =
        index < 0 ? raws.withdrawnRevision(reading.measured(), reading.sensor()) : null;
    if (index < 0 && withdrawn == null) {
      addRaw(-index - 1, reading, now);
      return Judgement.USED;
    }
    int known = withdrawn == null ? raws.revision(index) : withdrawn;
    if (reading.status() != Status.FINAL && revision(reading) > known) {
      replaceRaw(index, reading);
      return Judgement.USED;
    }
    boolean same =
        withdrawn == null
            ? !isWithdrawn(reading) && raws.value(index) == reading.value()
            : isWithdrawn(reading);
    return revision(reading) < known || same ? Judgement.LATE_DUPLICATE : Judgement.CONFLICT;
  }

  private void addRaw(int index, Reading reading, long now) {
    recent.heardOf(reading.measured());
    if (isWithdrawn(reading)) {
      recent.raws().withdraw(reading.measured(), reading.sensor(), revision(reading));
    } else {
      recent.insert(
          index, reading.measured(), reading.sensor(), reading.value(), revision(reading));
      countInMinute(reading, now);
    }
  }

  /** Puts a correction or withdrawal in the place of what was known. */
  private void replaceRaw(int index, Reading reading) {
    RawReadings raws = recent.raws();
    long measured = reading.measured();
    if (isWithdrawn(reading)) {
      if (index >= 0) {
        raws.remove(index, index + 1);
      }
      raws.withdraw(measured, reading.sensor(), revision(reading));
    } else if (index >= 0) {
      raws.replace(index, reading.value(), revision(reading));
    } else {
      raws.reinstate(measured, reading.sensor());
      raws.insert(-index - 1, measured, reading.sensor(), reading.value(), revision(reading));
    }
    recent.corrected();
    countMinuteAnew(floorMinute(measured));
  }

  private void countMinuteAnew(long minute) {
    RawReadings raws = recent.raws();
    Cell cell = new Cell();
    addRaws(cell, minute, raws.firstFrom(minute), raws.firstFrom(minute + MINUTE_SECONDS));
    recent.minutes().replace(minute, cell);
  }

  private Judgement applySettled(Quarter quarter, Reading reading, long now) {
    if (quarter.hasSeen(reading.measured(), reading.sensor())) {
      return reading.status() == Status.FINAL
          ? Judgement.LATE_DUPLICATE
          : Judgement.CORRECTION_WITHOUT_RAW;
    }
    Quarter touched = quarter(reading.measured());
    touched.remember(reading.measured(), reading.sensor());
    recent.heardOf(reading.measured());
    if (!isWithdrawn(reading)) {
      touched.cell().add(reading.measured() - touched.start(), reading.value(), scale);
      countInMinute(reading, now);
      recent.keepLatest(reading.measured(), reading.sensor(), reading.value());
    }
    return Judgement.USED;
  }

  private void countInMinute(Reading reading, long now) {
    long minute = floorMinute(reading.measured());
    if (minute > now - Window.HOUR_1.seconds()) {
      recent.minutes().at(minute).add(reading.measured() - minute, reading.value(), scale);
    }
  }

  /** Settles each minute that ended 5 minutes before {@code now}, once. */
  private void settleUntil(long now) {
    long until = floorMinute(now - RAW_SECONDS);
    if (until <= recent.settledUntil()) {
      return;
    }
    long measured = recent.raws().firstSecondFrom(recent.settledUntil());
    while (measured < until) {
      long minute = floorMinute(measured);
      settle(minute);
      measured = recent.raws().firstSecondFrom(minute + MINUTE_SECONDS);
    }
    recent.settledUntil(until);
  }

  /** Drops the raw readings of a minute if some sensor gave more than one. */
  private void settle(long minute) {
    RawReadings raws = recent.raws();
    long end = minute + MINUTE_SECONDS;
    if (!raws.repeatsASensor(minute, end)) {
      return;
    }
    Quarter quarter = quarter(minute);
    quarter.settle(minute);
    raws.withdrawnBetween(minute, end)
        .forEach(identity -> quarter.remember(identity.getKey(), identity.getValue()));
    int first = raws.firstFrom(minute);
    int until = raws.firstFrom(end);
    for (int i = first; i < until; i++) {
      quarter.remember(raws.measured(i), raws.sensor(i));
    }
    addRaws(quarter.cell(), quarter.start(), first, until);
    forget(minute, end);
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
    Baseline kept = (Baseline) parts.get(baselineKey(vital));
    Baseline baseline = kept == null ? new Baseline() : kept;
    long start = recent.oldestBlock();
    for (; start <= last; start += QuarterBlock.SECONDS) {
      if (scale.hasBaseline()) {
        absorb(baseline, start);
      }
      findBlock(start);
      parts.remove(blockKey);
      block = null;
      blockChanged = false;
    }
    recent.oldestBlock(start);
    forget(Long.MIN_VALUE, start);
    baseline.expire(now);
    if (baseline.isEmpty()) {
      parts.remove(baselineKey(vital));
    } else {
      parts.put(baselineKey(vital), baseline);
    }
  }

  private void absorb(Baseline baseline, long block) {
    for (long start = block; start < block + QuarterBlock.SECONDS; start += Quarter.SECONDS) {
      Cell cell = quarterCell(start);
      if (cell != null && cell.moments().count() > 0) {
        Moments moments = cell.moments();
        baseline.absorb(start, Math.floorDiv(moments.sum(), moments.count()), scale);
      }
    }
  }

  /** Forgets raw readings; the latest value stays known. */
  private void forget(long from, long until) {
    RawReadings raws = recent.raws();
    int first = raws.firstFrom(from);
    int end = raws.firstFrom(until);
    if (end > first) {
      recent.keepLatest(raws.measured(end - 1), raws.sensor(end - 1), raws.value(end - 1));
      raws.remove(first, end);
    }
    if (raws.hasWithdrawn()) {
      raws.forgetWithdrawn(from, until);
    }
  }

  private @Nullable Quarter findQuarter(long second) {
    QuarterBlock known = findBlock(QuarterBlock.startOf(second));
    return known == null ? null : known.find(second);
  }

  /** The quarter hour of a second, to be changed. */
  private Quarter quarter(long second) {
    long start = QuarterBlock.startOf(second);
    QuarterBlock known = findBlock(start);
    if (known == null) {
      known = new QuarterBlock(start);
      block = known;
    }
    blockChanged = true;
    return known.at(second);
  }

  private @Nullable QuarterBlock findBlock(long start) {
    if (blockKey.isEmpty() || blockStart != start) {
      saveBlock();
      blockStart = start;
      blockKey = vital + '@' + start;
      block = (QuarterBlock) parts.get(blockKey);
    }
    return block;
  }

  private static String baselineKey(String vital) {
    return vital + "/baseline";
  }

  /** A correction comes after the original of the same version, for senders that count none. */
  private static int revision(Reading reading) {
    return 2 * Math.min(reading.version(), LAST_VERSION)
        + (reading.status() == Status.FINAL ? 0 : 1);
  }

  private static boolean isWithdrawn(Reading reading) {
    return reading.status() == Status.WITHDRAWN;
  }

  private static long floorMinute(long second) {
    return Math.floorDiv(second, (long) MINUTE_SECONDS) * MINUTE_SECONDS;
  }
}
