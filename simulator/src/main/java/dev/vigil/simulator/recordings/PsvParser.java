package dev.vigil.simulator.recordings;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one patient's file of the PhysioNet/CinC Challenge 2019: columns separated by {@code |},
 * one row per hour, {@code NaN} for not measured. One parser serves the files of one pass. Not
 * thread-safe.
 */
final class PsvParser {
  private static final String NOT_MEASURED = "NaN";

  private final SharedValues shared = new SharedValues();

  /**
   * Reads a file.
   *
   * @param file its name for messages
   * @throws RecordingException if it isn't such a file
   */
  RecordedPatient parse(String id, String file, InputStream in) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator('|')
            .quoteCharacter('\0')
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Iterator<CsvRecord> rows = reader.iterator();
      if (!rows.hasNext()) {
        throw new RecordingException(file + " is empty; expected a line of column names");
      }
      PsvCourse course = new PsvCourse(file, PsvColumn.ofHeader(rows.next().getFields(), file));
      while (rows.hasNext()) {
        row(course, rows.next());
      }
      return course.patient(id);
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw new RecordingException(
          file + " can't be read (" + e.getClass().getSimpleName() + "); get a whole copy of it",
          e);
    }
  }

  private void row(PsvCourse course, CsvRecord row) {
    List<PsvColumn> columns = course.columns();
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != columns.size()) {
      course.malformed(line, "has " + row.getFieldCount() + " columns, expected " + columns.size());
      return;
    }
    @Nullable BigDecimal[] cells = new BigDecimal[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      String text = row.getField(i);
      if (!text.equals(NOT_MEASURED)) {
        cells[i] = shared.number(text);
        if (cells[i] == null) {
          course.malformed(line, "column " + columns.get(i).name() + " is no number and not NaN");
          return;
        }
      }
    }
    course.row(line, cells, shared::share);
  }
}
