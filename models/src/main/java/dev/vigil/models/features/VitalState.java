package dev.vigil.models.features;

import static dev.vigil.models.features.Quarter.MINUTE_SECONDS;

import dev.vigil.models.features.RawReadings.Key;
import dev.vigil.models.features.RawReadings.Raw;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the engine keeps of one vital sign of one patient. All sensors are pooled.
 *
 * <p>Raw readings are kept for 24 h, but a minute in which some sensor gave more than one reading
 * is <em>settled</em> once it ended 5 minutes ago: its raw readings go, their seconds remain as a
 * bitmap, so that duplicates are still known. So corrections work for 5 minutes at 1 Hz and for 24
 * h at one a minute or slower. Sums in cells are exact integers: whatever the order in which
 * readings come, the windows end up the same to the bit.
 */
public final class VitalState {
  private static final int RAW_SECONDS = Window.MINUTES_5.seconds();

  private final RawReadings raws;
  private final TreeMap<Long, Moments> minutes = new TreeMap<>();
  private final TreeMap<Long, Quarter> quarters = new TreeMap<>();
  private @Nullable Latest settledLatest;
  private long settledUntil = Long.MIN_VALUE;
  private int band = Bands.UNKNOWN;

  /** A vital sign without any reading. */
  public VitalState() {
    this(new RawReadings());
  }

  private VitalState(RawReadings raws) {
    this.raws = raws;
  }

  /** Judges a reading at {@code now}, which never goes back, and lets it count if it may. */
  Judgement apply(Reading reading, long now) {
    if (reading.measured() > now + Judgement.CLOCK_TOLERANCE_SECONDS) {
      return Judgement.FUTURE;
    }
    if (reading.measured() < now - Judgement.LATEST_SECONDS) {
      return Judgement.TOO_LATE;
    }
    expire(now);
    settleUntil(now);
    Quarter quarter = quarters.get(floor(reading.measured(), Quarter.SECONDS));
    if (quarter != null && quarter.isSettled(reading.measured())) {
      return applySettled(quarter, reading, now);
    }
    Judgement judgement = applyRaw(reading, now);
    if (judgement == Judgement.USED && reading.measured() < settledUntil) {
      settle(floor(reading.measured(), MINUTE_SECONDS));
    }
    return judgement;
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

  /** The latest reading that counts; it stays, however old. */
  @Nullable Latest latest() {
    return Latest.later(raws.latest(), settledLatest);
  }

  /** All readings of a window at {@code now}. */
  Moments over(Window window, long now) {
    long after = now - window.seconds();
    long until = now + Judgement.CLOCK_TOLERANCE_SECONDS;
    Moments moments = new Moments();
    if (window.cellSeconds() == 0) {
      raws.between(after + 1, until + 1)
          .forEach((key, raw) -> addTo(moments, key.measured() - after, raw));
    } else if (window.cellSeconds() == MINUTE_SECONDS) {
      minutes
          .subMap(after, false, until, true)
          .forEach((start, cell) -> moments.addShifted(cell, start - after));
    } else {
      quarters
          .subMap(after, false, until, true)
          .forEach((start, quarter) -> moments.addShifted(quarter.total(), start - after));
    }
    return moments;
  }

  /** Whether it says nothing of any reading. */
  boolean isEmpty() {
    return raws.isEmpty() && quarters.isEmpty() && settledLatest == null;
  }

  private Judgement applyRaw(Reading reading, long now) {
    Key key = new Key(reading.measured(), reading.sensor());
    Raw next = new Raw(reading.value(), revision(reading), isWithdrawn(reading));
    Raw known = raws.get(key);
    if (known == null) {
      raws.put(key, next);
      count(reading, now);
      return Judgement.USED;
    }
    if (reading.status() != Status.FINAL && next.revision() > known.revision()) {
      raws.put(key, next);
      replace(key.measured(), known, next);
      return Judgement.USED;
    }
    return next.revision() < known.revision() || next.same(known)
        ? Judgement.LATE_DUPLICATE
        : Judgement.CONFLICT;
  }

  private Judgement applySettled(Quarter quarter, Reading reading, long now) {
    if (quarter.hasSeen(reading.measured(), reading.sensor())) {
      return reading.status() == Status.FINAL
          ? Judgement.LATE_DUPLICATE
          : Judgement.CORRECTION_WITHOUT_RAW;
    }
    quarter.remember(reading.measured(), reading.sensor());
    count(reading, now);
    if (!isWithdrawn(reading)) {
      quarter.widenSettled(reading.value());
      keepLatest(reading.measured(), reading.sensor(), reading.value());
    }
    return Judgement.USED;
  }

  /** Adds a new identity to its cells; a withdrawal without an original leaves the cells empty. */
  private void count(Reading reading, long now) {
    long measured = reading.measured();
    Quarter quarter =
        quarters.computeIfAbsent(floor(measured, Quarter.SECONDS), start -> new Quarter(start));
    if (isWithdrawn(reading)) {
      return;
    }
    quarter.add(measured, reading.value());
    long minute = floor(measured, MINUTE_SECONDS);
    if (minute > now - Window.HOUR_1.seconds()) {
      minutes
          .computeIfAbsent(minute, start -> new Moments())
          .add(measured - minute, reading.value());
    }
  }

  /** Puts the cells right after the raw reading was replaced. */
  private void replace(long measured, Raw before, Raw after) {
    long start = floor(measured, Quarter.SECONDS);
    Quarter quarter = quarters.get(start);
    if (quarter != null) {
      quarter.replace(
          measured, before, after, raws.between(start, start + Quarter.SECONDS).values());
    }
    long minute = floor(measured, MINUTE_SECONDS);
    Moments anew = new Moments();
    raws.between(minute, minute + MINUTE_SECONDS)
        .forEach((key, raw) -> addTo(anew, key.measured() - minute, raw));
    minutes.put(minute, anew);
  }

  /** Settles each minute that ended 5 minutes before {@code now}, once. */
  private void settleUntil(long now) {
    long until = floor(now - RAW_SECONDS, MINUTE_SECONDS);
    Long measured = until > settledUntil ? raws.firstFrom(settledUntil) : null;
    while (measured != null && measured < until) {
      long minute = floor(measured, MINUTE_SECONDS);
      settle(minute);
      measured = raws.firstFrom(minute + MINUTE_SECONDS);
    }
    settledUntil = Math.max(settledUntil, until);
  }

  /** Drops the raw readings of a minute if some sensor gave more than one. */
  private void settle(long minute) {
    NavigableMap<Key, Raw> readings = raws.between(minute, minute + MINUTE_SECONDS);
    Quarter quarter = quarters.get(floor(minute, Quarter.SECONDS));
    if (quarter == null || !RawReadings.repeatsASensor(readings)) {
      return;
    }
    quarter.settle(minute);
    readings.forEach(
        (key, raw) -> {
          quarter.remember(key.measured(), key.sensor());
          if (!raw.withdrawn()) {
            quarter.widenSettled(raw.value());
          }
        });
    forget(readings);
  }

  private void expire(long now) {
    long oldest = now - Judgement.LATEST_SECONDS;
    Long first = raws.firstFrom(Long.MIN_VALUE);
    if (first != null && first < oldest) {
      forget(raws.between(Long.MIN_VALUE, oldest));
    }
    minutes.headMap(now - Window.HOUR_1.seconds(), true).clear();
    quarters.headMap(oldest - Quarter.SECONDS, true).clear();
  }

  private void forget(NavigableMap<Key, Raw> readings) {
    for (Map.Entry<Key, Raw> entry : readings.entrySet()) {
      Key key = entry.getKey();
      if (!entry.getValue().withdrawn()) {
        keepLatest(key.measured(), key.sensor(), entry.getValue().value());
      }
    }
    readings.clear();
  }

  private void keepLatest(long measured, String sensor, long value) {
    settledLatest = Latest.later(new Latest(measured, sensor, value), settledLatest);
  }

  private static void addTo(Moments moments, long t, Raw raw) {
    if (!raw.withdrawn()) {
      moments.add(t, raw.value());
    }
  }

  /** A correction comes after the original of the same version, for senders that count none. */
  private static long revision(Reading reading) {
    return 2L * reading.version() + (reading.status() == Status.FINAL ? 0 : 1);
  }

  private static boolean isWithdrawn(Reading reading) {
    return reading.status() == Status.WITHDRAWN;
  }

  private static long floor(long second, int width) {
    return Math.floorDiv(second, width) * (long) width;
  }

  VitalState copy() {
    VitalState copy = new VitalState(raws.copy());
    minutes.forEach((start, cell) -> copy.minutes.put(start, cell.copy()));
    quarters.forEach((start, quarter) -> copy.quarters.put(start, quarter.copy()));
    copy.settledLatest = settledLatest;
    copy.settledUntil = settledUntil;
    copy.band = band;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    raws.write(out);
    Packed.write(minutes.size(), out);
    for (Map.Entry<Long, Moments> entry : minutes.entrySet()) {
      Packed.writeSigned(entry.getKey(), out);
      entry.getValue().write(out);
    }
    Packed.write(quarters.size(), out);
    for (Quarter quarter : quarters.values()) {
      quarter.write(out);
    }
    Latest latest = settledLatest;
    out.writeBoolean(latest != null);
    if (latest != null) {
      Packed.writeSigned(latest.measured(), out);
      out.writeUTF(latest.sensor());
      Packed.writeSigned(latest.value(), out);
    }
    Packed.writeSigned(settledUntil, out);
    out.writeByte(band);
  }

  static VitalState read(DataInput in) throws IOException {
    VitalState state = new VitalState(RawReadings.read(in));
    int minuteCells = Packed.readInt(in);
    for (int i = 0; i < minuteCells; i++) {
      state.minutes.put(Packed.readSigned(in), Moments.read(in));
    }
    int quarterCells = Packed.readInt(in);
    for (int i = 0; i < quarterCells; i++) {
      Quarter quarter = Quarter.read(in);
      state.quarters.put(quarter.start(), quarter);
    }
    if (in.readBoolean()) {
      state.settledLatest = new Latest(Packed.readSigned(in), in.readUTF(), Packed.readSigned(in));
    }
    state.settledUntil = Packed.readSigned(in);
    state.band = in.readByte();
    return state;
  }
}
