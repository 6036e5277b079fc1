package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a vital sign that every reading touches: the raw readings of the last two hours and
 * of blocks that have few, the minutes of the last hour, the latest value.
 */
final class RecentReadings implements VitalPart {
  private static final int OFTEN_SECONDS = 15;

  /** Where no block was kept yet. */
  static final long NONE = Long.MAX_VALUE;

  private final RawReadings raws;
  private final Cells minutes;
  private @Nullable Latest settledLatest;

  /** The latest of those raw readings that lie in blocks, or null if a settled one is later. */
  private @Nullable Latest movedLatest;

  private long settledUntil = Long.MIN_VALUE / 2;
  private long oldestBlock = NONE;
  private long newest = Long.MIN_VALUE;
  private int band = Bands.UNKNOWN;

  /** Follows the raw readings; made when first asked for and never kept. */
  private @Nullable SlidingWindow sliding;

  private long askedAt = Long.MIN_VALUE / 2;

  RecentReadings() {
    this(new RawReadings(), new Cells());
  }

  private RecentReadings(RawReadings raws, Cells minutes) {
    this.raws = raws;
    this.minutes = minutes;
  }

  RawReadings raws() {
    return raws;
  }

  /** The minutes of the last hour. */
  Cells minutes() {
    return minutes;
  }

  /** All minutes that began before this are settled where they have to be. */
  long settledUntil() {
    return settledUntil;
  }

  void settledUntil(long second) {
    settledUntil = second;
  }

  /** Blocks that began before this have ended, and all of their minutes are settled. */
  long closedUntil() {
    return QuarterBlock.startOf(settledUntil);
  }

  /** Takes note that something is known of a second. */
  void heardOf(long second) {
    oldestBlock = Math.min(oldestBlock, QuarterBlock.startOf(second));
    newest = Math.max(newest, second);
  }

  /** The newest second of which something is known. */
  long newest() {
    return newest;
  }

  /** Start of the oldest block of which something may be known, or {@link #NONE}. */
  long oldestBlock() {
    return oldestBlock;
  }

  void oldestBlock(long start) {
    oldestBlock = start;
  }

  /** The latest reading that counts; it stays, however old. */
  @Nullable Latest latest() {
    return Latest.later(raws.latest(), Latest.later(movedLatest, settledLatest));
  }

  /** Takes note of a value that can't be taken back any more. */
  void keepLatest(Latest settled) {
    settledLatest = Latest.later(settled, settledLatest);
    movedLatest(movedLatest);
  }

  /** Takes note of a raw reading that lies in its block, or of its new value. */
  void keepMoved(@Nullable Latest moved) {
    movedLatest(Latest.later(moved, movedLatest));
  }

  /** The latest of those raw readings that lie in blocks, or null if a settled one is later. */
  @Nullable Latest movedLatest() {
    return movedLatest;
  }

  /** Says anew which of the raw readings in blocks is the latest. */
  void movedLatest(@Nullable Latest moved) {
    boolean settled = Objects.equals(Latest.later(settledLatest, moved), settledLatest);
    movedLatest = settled ? null : moved;
  }

  /** Follows the latest value; says whether it now lies in another band than before. */
  boolean crossesBand(Bands bands) {
    Latest latest = latest();
    if (latest == null || !bands.any()) {
      return false;
    }
    int before = band;
    band = bands.next(before, latest.value());
    return band != before;
  }

  /**
   * The window over raw readings at {@code now}. Who asks every few seconds gets one that follows
   * the readings; for who asks once a minute it is cheaper to make it anew.
   */
  SlidingWindow sliding(Scale scale, long now) {
    SlidingWindow window = sliding;
    if (window == null || !window.reaches(now)) {
      window = new SlidingWindow(raws, Window.MINUTES_5.seconds(), scale, now);
    }
    window.advance(now);
    sliding = now - askedAt <= OFTEN_SECONDS ? window : null;
    askedAt = now;
    return window;
  }

  /** Lets the window leave what is too old at {@code now}, before raw readings go. */
  void advance(long now) {
    SlidingWindow window = sliding;
    if (window != null && window.reaches(now)) {
      window.advance(now);
    } else {
      sliding = null;
    }
  }

  void insert(int index, long measured, String sensor, long value, int revision) {
    raws.insert(index, measured, sensor, value, revision);
    if (sliding != null) {
      sliding.inserted(index);
    }
  }

  /** Of corrections there are few: the window is made anew. */
  void corrected() {
    sliding = null;
  }

  /** Whether it says nothing of any reading. */
  boolean isEmpty() {
    return oldestBlock == NONE;
  }

  /** Every reading changes it, so nothing of it may be shared. */
  @Override
  public RecentReadings snapshot() {
    return copy();
  }

  @Override
  public RecentReadings copy() {
    RecentReadings copy = new RecentReadings(raws.copy(), minutes.copy());
    copy.settledLatest = settledLatest;
    copy.movedLatest = movedLatest;
    copy.settledUntil = settledUntil;
    copy.oldestBlock = oldestBlock;
    copy.newest = newest;
    copy.band = band;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    raws.write(out);
    minutes.write(out);
    Latest.write(settledLatest, out);
    Latest.write(movedLatest, out);
    Packed.writeSigned(settledUntil, out);
    Packed.writeSigned(oldestBlock, out);
    Packed.writeSigned(newest, out);
    out.writeByte(band);
  }

  static RecentReadings read(DataInput in) throws IOException {
    RecentReadings recent = new RecentReadings(RawReadings.read(in), Cells.read(in));
    recent.settledLatest = Latest.read(in);
    recent.movedLatest = Latest.read(in);
    recent.settledUntil = Packed.readSigned(in);
    recent.oldestBlock = Packed.readSigned(in);
    recent.newest = Packed.readSigned(in);
    recent.band = in.readByte();
    return recent;
  }
}
