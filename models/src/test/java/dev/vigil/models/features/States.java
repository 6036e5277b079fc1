package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.fold.BinaryCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Kept states as the bytes that a job would write. */
final class States {
  private States() {}

  static <T> byte[] bytes(BinaryCodec<T> codec, T state) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      codec.write(state, new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a restored job would have. */
  static <T> T reread(BinaryCodec<T> codec, T state) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(codec, state)));
      T reread = codec.read(codec.version(), in);
      assertThat(in.available()).isZero();
      return reread;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static VitalPart reread(VitalPart part) {
    return reread(VitalPartCodec.INSTANCE, part);
  }

  /** All parts, each changed. */
  static InMemoryVitalParts each(InMemoryVitalParts parts, UnaryOperator<VitalPart> change) {
    InMemoryVitalParts changed = new InMemoryVitalParts();
    parts.all().forEach((key, part) -> changed.put(key, change.apply(part)));
    return changed;
  }

  /** All parts as they would be written, by key. */
  static SortedMap<String, String> written(InMemoryVitalParts parts) {
    SortedMap<String, String> written = new TreeMap<>();
    parts
        .all()
        .forEach(
            (key, part) ->
                written.put(key, HexFormat.of().formatHex(bytes(VitalPartCodec.INSTANCE, part))));
    return written;
  }
}
