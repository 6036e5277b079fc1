package dev.vigil.models.features;

import dev.vigil.schemas.fold.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Keeps a {@link VitalPart}. */
public final class VitalPartCodec implements BinaryCodec<VitalPart> {
  public static final VitalPartCodec INSTANCE = new VitalPartCodec();

  private static final int RECENT = 0;
  private static final int BLOCK = 1;
  private static final int BASELINE = 2;
  private static final int STAY = 3;

  private VitalPartCodec() {}

  @Override
  public String name() {
    return "features-vital";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public void write(VitalPart part, DataOutput out) throws IOException {
    if (part instanceof RecentReadings recent) {
      out.writeByte(RECENT);
      recent.write(out);
    } else if (part instanceof QuarterBlock block) {
      out.writeByte(BLOCK);
      block.write(out);
    } else if (part instanceof Baseline baseline) {
      out.writeByte(BASELINE);
      baseline.write(out);
    } else if (part instanceof Stay stay) {
      out.writeByte(STAY);
      stay.write(out);
    }
  }

  @Override
  public VitalPart read(int version, DataInput in) throws IOException {
    if (version != version()) {
      throw unknownVersion(version);
    }
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case RECENT -> RecentReadings.read(in);
      case BLOCK -> QuarterBlock.read(in);
      case BASELINE -> Baseline.read(in);
      case STAY -> Stay.read(in);
      default -> throw new IOException("no part of a vital sign is of kind " + kind);
    };
  }

  @Override
  public VitalPart copy(VitalPart part) {
    return part.snapshot();
  }
}
