package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.vigil.app.export.VectorRows;
import dev.vigil.app.export.VectorTable;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors as a server sends them, in CSV. */
final class ExportedVectors {
  private final InputStream in;

  ExportedVectors(InputStream in) {
    this.in = requireNonNull(in, "in is null");
  }

  /**
   * Passes them on.
   *
   * @return how many
   * @throws VigilException if they have other features than this Vigil's
   */
  long copy(VectorRows to) throws IOException {
    long rows = 0;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().ofCsvRecord(new InputStreamReader(in, UTF_8))) {
      Iterator<CsvRecord> records = csv.iterator();
      requireOurs(records);
      while (records.hasNext()) {
        to.add(cells(records.next()));
        rows++;
      }
    } catch (UncheckedIOException e) {
      throw requireNonNull(e.getCause());
    }
    to.end();
    return rows;
  }

  private static void requireOurs(Iterator<CsvRecord> records) {
    if (!records.hasNext() || !records.next().getFields().equals(VectorTable.names())) {
      throw VigilException.problem(
          "The server's vectors have other features than this Vigil's: use the command line that"
              + " it was started with.");
    }
  }

  private static List<@Nullable String> cells(CsvRecord record) {
    List<@Nullable String> cells = new ArrayList<>(record.getFieldCount());
    for (String field : record.getFields()) {
      cells.add(field.isEmpty() ? null : field);
    }
    return cells;
  }
}
