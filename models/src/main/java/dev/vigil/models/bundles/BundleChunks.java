package dev.vigil.models.bundles;

import dev.vigil.schemas.BundleChunk;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Bundles in pieces small enough for a Kafka record. */
public final class BundleChunks {
  private BundleChunks() {}

  /** Splits a bundle, in order. */
  public static List<BundleChunk> split(byte[] bundle) {
    String id = Bundles.id(bundle);
    int count = Math.max(1, (bundle.length + BundleChunk.MAX_BYTES - 1) / BundleChunk.MAX_BYTES);
    List<BundleChunk> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = i * BundleChunk.MAX_BYTES;
      int to = Math.min(bundle.length, from + BundleChunk.MAX_BYTES);
      chunks.add(new BundleChunk(id, i, count, Arrays.copyOfRange(bundle, from, to)));
    }
    return chunks;
  }

  /**
   * Joins the pieces of one bundle; they may come in any order and more than once.
   *
   * @throws BundleException if one is missing, or the whole isn't what its hash says
   */
  public static byte[] join(String bundle, Collection<BundleChunk> chunks) throws BundleException {
    TreeMap<Integer, BundleChunk> byIndex = new TreeMap<>();
    for (BundleChunk chunk : chunks) {
      if (chunk.bundle().equals(bundle)) {
        byIndex.put(chunk.index(), chunk);
      }
    }
    int count = byIndex.isEmpty() ? 0 : byIndex.firstEntry().getValue().count();
    if (byIndex.size() != count || count == 0) {
      throw new BundleException(
          "incomplete",
          "bundle " + bundle + " has " + byIndex.size() + " of " + count + " chunks: add it again");
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    byIndex.values().forEach(chunk -> whole.writeBytes(chunk.bytes()));
    byte[] bytes = whole.toByteArray();
    if (!Bundles.id(bytes).equals(bundle)) {
      throw new BundleException(
          "damaged", "chunks of bundle " + bundle + " give another hash: add it again");
    }
    return bytes;
  }
}
