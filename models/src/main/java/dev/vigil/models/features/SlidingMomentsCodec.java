package dev.vigil.models.features;

import dev.vigil.schemas.fold.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Keeps {@link SlidingMoments}. */
public final class SlidingMomentsCodec implements BinaryCodec<SlidingMoments> {
  public static final SlidingMomentsCodec INSTANCE = new SlidingMomentsCodec();

  private SlidingMomentsCodec() {}

  @Override
  public String name() {
    return "sliding-moments";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SlidingMoments state, DataOutput out) throws IOException {
    state.write(out);
  }

  @Override
  public SlidingMoments read(int version, DataInput in) throws IOException {
    if (version != version()) {
      throw unknownVersion(version);
    }
    return SlidingMoments.read(in);
  }

  @Override
  public SlidingMoments copy(SlidingMoments state) {
    return state.copy();
  }
}
