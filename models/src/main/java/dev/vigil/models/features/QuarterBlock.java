package dev.vigil.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two hours of one vital sign: eight quarter hours, and the raw readings, where those are not among
 * the {@link RecentReadings}.
 */
final class QuarterBlock implements VitalPart {
  static final int SECONDS = 7_200;
  private static final int QUARTERS = SECONDS / Quarter.SECONDS;

  private final long start;
  private final @Nullable Quarter[] quarters;

  /** Which of the quarters, one bit each, are no other block's, too. */
  private int ownQuarters;

  /** Null rather than empty: most blocks of dense readings have none. */
  private @Nullable RawReadings raws;

  private boolean ownRaws;

  QuarterBlock(long start) {
    this(start, new @Nullable Quarter[QUARTERS]);
  }

  private QuarterBlock(long start, @Nullable Quarter[] quarters) {
    this.start = start;
    this.quarters = quarters;
  }

  /** Start of the block that holds a second. */
  static long startOf(long second) {
    return Math.floorDiv(second, (long) SECONDS) * SECONDS;
  }

  /** The quarter hour that holds a second, or null if nothing is known of it. */
  @Nullable Quarter find(long second) {
    return quarters[index(second)];
  }

  /** The quarter hour that holds a second, to be changed; a new one if nothing is known of it. */
  Quarter change(long second) {
    int index = index(second);
    Quarter known = quarters[index];
    if (known != null && (ownQuarters >>> index & 1) == 1) {
      return known;
    }
    Quarter own =
        known == null ? new Quarter(start + (long) index * Quarter.SECONDS) : known.copy();
    quarters[index] = own;
    ownQuarters |= 1 << index;
    return own;
  }

  /** The raw readings that lie here, or null if there are none. */
  @Nullable RawReadings raws() {
    return raws;
  }

  /** The same, to be changed. */
  @Nullable RawReadings changeRaws() {
    if (raws != null && !ownRaws) {
      raws = raws.copy();
      ownRaws = true;
    }
    return raws;
  }

  /** Takes raw readings over. */
  void raws(RawReadings taken) {
    raws = taken;
    ownRaws = true;
  }

  /** After raw readings were forgotten. */
  void dropEmptyRaws() {
    raws = raws == null || raws.isEmpty() ? null : raws;
  }

  /** How many identities of settled minutes are known. */
  int remembered() {
    int remembered = 0;
    for (Quarter quarter : known()) {
      remembered += quarter.remembered();
    }
    return remembered;
  }

  /** All readings of a quarter hour that lie here, settled and raw, or null if there are none. */
  @Nullable Cell cell(long quarterStart, Scale scale) {
    Quarter quarter = find(quarterStart);
    Cell settled = quarter == null ? null : quarter.cell();
    return raws == null ? settled : raws.addedTo(settled, quarterStart, scale);
  }

  /** Those quarter hours of which something is known, in order. */
  List<Quarter> known() {
    List<Quarter> known = new ArrayList<>(QUARTERS);
    for (Quarter quarter : quarters) {
      if (quarter != null) {
        known.add(quarter);
      }
    }
    return known;
  }

  private int index(long second) {
    return (int) (second - start) / Quarter.SECONDS;
  }

  /** Both share what neither has changed since. */
  @Override
  public QuarterBlock copy() {
    QuarterBlock copy = new QuarterBlock(start, quarters.clone());
    copy.raws = raws;
    ownQuarters = 0;
    ownRaws = false;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    TreeSet<String> sensors = new TreeSet<>();
    List<Quarter> known = known();
    known.forEach(quarter -> sensors.addAll(quarter.sensors()));
    List<String> names = new ArrayList<>(sensors);
    Packed.writeSigned(start, out);
    Packed.write(names.size(), out);
    for (String name : names) {
      out.writeUTF(name);
    }
    Packed.write(known.size(), out);
    for (Quarter quarter : known) {
      out.writeByte(index(quarter.start()));
      quarter.write(out, names);
    }
    RawReadings kept = raws;
    out.writeBoolean(kept != null);
    if (kept != null) {
      kept.write(out);
    }
  }

  static QuarterBlock read(DataInput in) throws IOException {
    QuarterBlock block = new QuarterBlock(Packed.readSigned(in));
    List<String> names = new ArrayList<>();
    int sensors = Packed.readInt(in);
    for (int i = 0; i < sensors; i++) {
      names.add(in.readUTF());
    }
    int known = Packed.readInt(in);
    for (int i = 0; i < known; i++) {
      int index = in.readUnsignedByte();
      if (index >= QUARTERS) {
        throw new IOException("a packed quarter hour is out of range: the state is damaged");
      }
      long quarterStart = block.start + (long) index * Quarter.SECONDS;
      block.quarters[index] = Quarter.read(quarterStart, in, names);
    }
    block.raws = in.readBoolean() ? RawReadings.read(in) : null;
    return block;
  }
}
