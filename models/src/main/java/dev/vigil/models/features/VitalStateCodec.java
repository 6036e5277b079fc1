package dev.vigil.models.features;

import dev.vigil.schemas.fold.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Keeps a {@link VitalState}. */
public final class VitalStateCodec implements BinaryCodec<VitalState> {
  public static final VitalStateCodec INSTANCE = new VitalStateCodec();

  private VitalStateCodec() {}

  @Override
  public String name() {
    return "features-vital";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(VitalState state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public VitalState read(int version, DataInput in) throws IOException {
    if (version != version()) {
      throw unknownVersion(version);
    }
    return VitalState.read(in);
  }

  @Override
  public VitalState copy(VitalState state) {
    return state.copy();
  }
}
