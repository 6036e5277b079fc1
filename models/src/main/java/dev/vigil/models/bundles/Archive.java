package dev.vigil.models.bundles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Files in one zip whose bytes depend on names and contents alone: sorted, stored uncompressed,
 * with a fixed time. So an archive can be checked by writing it again.
 */
final class Archive {
  /** A larger one is not read on. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Archive() {}

  static byte[] write(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(entry(file.getKey(), file.getValue()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EPOCH);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }

  /**
   * Reads what {@link #write} wrote, to the byte.
   *
   * @throws BundleException if anything is cut off, altered or added
   */
  static SortedMap<String, byte[]> read(byte[] archive) throws BundleException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      int left = MAX_BYTES;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        // A few bytes could stand for more than anybody has time to read.
        if (entry.getMethod() != ZipEntry.STORED) {
          throw damaged(archive, "it is compressed, as no bundle is");
        }
        byte[] content = zip.readNBytes(left);
        left -= content.length;
        files.put(entry.getName(), content);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(archive, e.getClass().getSimpleName());
    }
    if (!Arrays.equals(archive, write(files))) {
      throw damaged(archive, "its bytes are not those that were written");
    }
    return files;
  }

  private static BundleException damaged(byte[] archive, String how) {
    return new BundleException(
        "damaged",
        "bundle of "
            + archive.length
            + " bytes is damaged or is no bundle ("
            + how
            + "): fetch or train it again");
  }
}
