package dev.vigil.app.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.vigil.app.files.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors as CSV, the columns' names first; an unknown cell is empty. */
public final class CsvRows implements VectorRows {
  private final CsvWriter csv;

  /** Begins with the columns' names. */
  public CsvRows(OutputStream out) {
    csv = Csv.to(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.writeRecord(VectorTable.names());
  }

  @Override
  public void add(List<@Nullable String> cells) {
    csv.writeRecord(cells);
  }

  @Override
  public void end() throws IOException {
    csv.flush();
  }
}
