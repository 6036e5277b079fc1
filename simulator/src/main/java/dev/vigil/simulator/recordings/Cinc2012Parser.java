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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one stay of the PhysioNet/CinC Challenge 2012: lines {@code Time,Parameter,Value} with
 * times {@code hh:mm} since the admission to the ward. One parser serves the files of one pass. Not
 * thread-safe.
 */
final class Cinc2012Parser {
  private static final List<String> HEADER = List.of("Time", "Parameter", "Value");
  private static final Pattern TIME = Pattern.compile("(\\d{1,3}):([0-5]\\d)");
  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long SECONDS_PER_MINUTE = 60;

  private final SharedValues shared = new SharedValues();
  private final Map<String, Cinc2012Outcome> outcomes;

  /**
   * Sets it up.
   *
   * @param outcomes by id of the stay; of others it isn't known what became of them
   */
  Cinc2012Parser(Map<String, Cinc2012Outcome> outcomes) {
    this.outcomes = Map.copyOf(outcomes);
  }

  /**
   * Reads a file.
   *
   * @param file its name for messages
   * @throws RecordingException if it isn't such a file
   */
  RecordedPatient parse(String id, String file, InputStream in) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .quoteCharacter('\0')
            .allowExtraFields(true)
            .allowMissingFields(true)
            .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Iterator<CsvRecord> rows = reader.iterator();
      if (!rows.hasNext() || !rows.next().getFields().equals(HEADER)) {
        throw new RecordingException(
            file + " has another first line; expected " + String.join(",", HEADER));
      }
      Cinc2012Course course = new Cinc2012Course(file, shared);
      while (rows.hasNext()) {
        row(course, rows.next());
      }
      return course.patient(id, outcomes.get(id));
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw new RecordingException(
          file + " can't be read (" + e.getClass().getSimpleName() + "); get a whole copy of it",
          e);
    }
  }

  private void row(Cinc2012Course course, CsvRecord row) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != HEADER.size()) {
      course.malformed(line, "has " + row.getFieldCount() + " columns, expected " + HEADER.size());
      return;
    }
    Matcher time = TIME.matcher(row.getField(0));
    BigDecimal value = shared.number(row.getField(2));
    if (!time.matches()) {
      course.malformed(line, "column Time is no hh:mm");
    } else if (value == null) {
      course.malformed(line, "column Value is no number");
    } else {
      long offset =
          Long.parseLong(time.group(1)) * SECONDS_PER_HOUR
              + Long.parseLong(time.group(2)) * SECONDS_PER_MINUTE;
      course.row(offset, row.getField(1), value);
    }
  }
}
