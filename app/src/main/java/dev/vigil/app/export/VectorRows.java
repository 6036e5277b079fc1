package dev.vigil.app.export;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of vectors that takes one row after the other, in the columns of {@link VectorTable}. */
public interface VectorRows {
  /**
   * Takes a row.
   *
   * @param cells a text for each column, as in CSV; null where unknown
   */
  void add(List<@Nullable String> cells) throws IOException;

  /** Writes what is still held back; the stream below stays open. */
  void end() throws IOException;
}
