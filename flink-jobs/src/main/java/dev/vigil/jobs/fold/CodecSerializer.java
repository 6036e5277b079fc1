package dev.vigil.jobs.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.fold.BinaryCodec;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a fold's state in Flink by the fold's own {@link BinaryCodec}. Each value is preceded by
 * one byte, the version that wrote it, so that values of several versions can lie in one state and
 * an unknown one is refused by name.
 *
 * @param <T> the state
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  /** A patient's state has thousands of fields; most fit in this. */
  private static final int TYPICAL_BYTES = 4_096;

  private final Class<? extends BinaryCodec<T>> codecClass;
  private transient BinaryCodec<T> codec;
  private transient @Nullable DataOutputSerializer buffer;

  /**
   * A serializer by the codec's class, which has a static field {@code INSTANCE}.
   *
   * @throws IllegalArgumentException if it hasn't
   */
  @SuppressWarnings(
      "unchecked") // the class of a BinaryCodec<T> is a Class<? extends BinaryCodec<T>>
  public CodecSerializer(BinaryCodec<T> codec) {
    this.codecClass = (Class<? extends BinaryCodec<T>>) codec.getClass();
    this.codec = instanceOf(codecClass);
  }

  private BinaryCodec<T> codec() {
    if (codec == null) { // after Java deserialization
      codec = instanceOf(codecClass);
    }
    return codec;
  }

  @SuppressWarnings("unchecked") // INSTANCE is of its own class
  private static <T> BinaryCodec<T> instanceOf(Class<? extends BinaryCodec<T>> type) {
    try {
      return (BinaryCodec<T>)
          requireNonNull(type.getField("INSTANCE").get(null), "INSTANCE is null");
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          type.getName() + " has no public static field INSTANCE", e);
    }
  }

  /**
   * Through a buffer: a checkpoint's own stream takes a whole number byte by byte, each through
   * several streams.
   */
  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    DataOutputSerializer whole = emptyBuffer();
    whole.writeByte(codec().version());
    codec().write(value, whole);
    out.write(whole.getSharedBuffer(), 0, whole.length());
  }

  private DataOutputSerializer emptyBuffer() {
    DataOutputSerializer known = buffer;
    if (known == null) {
      known = new DataOutputSerializer(TYPICAL_BYTES);
      buffer = known;
    }
    known.clear();
    return known;
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    return codec().read(in.readUnsignedByte(), in);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public T copy(T value) {
    return codec().copy(value);
  }

  @Override
  public T copy(T value, T reuse) {
    return copy(value);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  /** Codecs hold no state, but the buffer is for one thread. */
  @Override
  public TypeSerializer<T> duplicate() {
    return new CodecSerializer<>(codec());
  }

  @Override
  @SuppressWarnings("NullAway") // null is Flink's word for "there is no empty value"
  public T createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> that && codecClass.equals(that.codecClass);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(codecClass);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(this);
  }

  /**
   * What a checkpoint remembers of the serializer: the class of the codec.
   *
   * @param <T> the state
   */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private CodecSerializer<T> serializer;

    /** For Flink, which then calls {@link #readSnapshot}. */
    @SuppressWarnings("NullAway.Init")
    public Snapshot() {}

    Snapshot(CodecSerializer<T> serializer) {
      this.serializer = serializer;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(serializer.codecClass.getName());
    }

    @Override
    @SuppressWarnings("unchecked") // the name was written by writeSnapshot
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      if (version != getCurrentVersion()) {
        throw new IOException(
            "state has a serializer of version "
                + version
                + ", this Vigil knows "
                + getCurrentVersion()
                + ": start the Vigil that wrote it, or rebuild with --rebuild-state");
      }
      String name = in.readUTF();
      try {
        Class<? extends BinaryCodec<T>> type =
            (Class<? extends BinaryCodec<T>>) Class.forName(name, true, loader);
        serializer = new CodecSerializer<>(instanceOf(type));
      } catch (ClassNotFoundException e) {
        throw new IOException(
            "state was written by codec "
                + name
                + ", which this Vigil doesn't have: start the Vigil that wrote it, or rebuild with"
                + " --rebuild-state",
            e);
      }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      return old instanceof Snapshot<T> that && that.serializer.equals(serializer)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
