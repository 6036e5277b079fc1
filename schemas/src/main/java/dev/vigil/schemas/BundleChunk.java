package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;

/**
 * A piece of a model bundle in {@code vigil.bundles}, keyed {@code bundle/index}. Two with the same
 * content are equal.
 *
 * @param bundle SHA-256 of the whole bundle, hexadecimal
 * @param index from 0
 * @param count how many pieces there are
 * @param bytes at most {@value #MAX_BYTES}; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // Copied and compared by content below.
public record BundleChunk(String bundle, int index, int count, byte[] bytes) {
  /** Largest piece; well below Kafka's default limit of 1 MiB a record after base64. */
  public static final int MAX_BYTES = 512 * 1024;

  public BundleChunk {
    requireNonNull(bundle, "bundle is null");
    bytes = requireNonNull(bytes, "bytes is null").clone();
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException("chunk " + index + " of " + count + " is out of range");
    }
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "chunk " + index + " has " + bytes.length + " bytes, expected at most " + MAX_BYTES);
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BundleChunk chunk
        && bundle.equals(chunk.bundle)
        && index == chunk.index
        && count == chunk.count
        && Arrays.equals(bytes, chunk.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(bundle, index, count, Arrays.hashCode(bytes));
  }
}
