package dev.vigil.models;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.Map;

/** The files of a model's payload; what is wrong with one is said by its name. */
public final class PayloadFiles {
  private PayloadFiles() {}

  /**
   * A file that has to be there.
   *
   * @throws IOException if it is missing
   */
  public static byte[] required(Map<String, byte[]> files, String name) throws IOException {
    byte[] file = files.get(name);
    if (file == null) {
      throw new IOException("file " + name + " is missing");
    }
    return file;
  }

  /**
   * A file as what its JSON says.
   *
   * @throws IOException if it is missing or says something else
   */
  public static <T> T json(Map<String, byte[]> files, String name, Class<T> type)
      throws IOException {
    try {
      return Json.decode(required(files, name), type);
    } catch (MalformedRecordException e) {
      throw new IOException(name + " can't be read: " + e.getMessage(), e);
    }
  }
}
