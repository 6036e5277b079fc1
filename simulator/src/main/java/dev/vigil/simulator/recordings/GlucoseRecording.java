package dev.vigil.simulator.recordings;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A whole file of continuous glucose in memory: a year of one subject takes some 10 MB. */
final class GlucoseRecording implements Recording {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int LEAST_COLUMNS = 3;

  private final List<RecordedPatient> patients;

  private GlucoseRecording(List<RecordedPatient> patients) {
    this.patients = patients;
  }

  /**
   * Reads a file.
   *
   * @throws RecordingException if it can't be read, or a subject has a name that can't be an id
   */
  static GlucoseRecording read(Path file) {
    TreeMap<String, GlucoseCourse> courses = new TreeMap<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(file)) {
      Iterator<CsvRecord> rows = reader.iterator();
      rows.next();
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        courses.computeIfAbsent(subject(row, file), id -> new GlucoseCourse(id, file)).row(row);
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw new RecordingException(
          file + " can't be read (" + e.getClass().getSimpleName() + "); get a whole copy of it",
          e);
    }
    return new GlucoseRecording(courses.values().stream().map(GlucoseCourse::patient).toList());
  }

  private static String subject(CsvRecord row, Path file) {
    String subject = row.getField(0);
    if (row.getFieldCount() < LEAST_COLUMNS || !ID.matcher(subject).matches()) {
      throw new RecordingException(
          file
              + " line "
              + row.getStartingLineNumber()
              + ": expected a subject of 1 to 64 letters, digits, dots, dashes or underscores, and"
              + " a time and a glucose value after it; get a whole copy of the file");
    }
    return subject;
  }

  /** What is to be forecast is in the values themselves: no step has a label. */
  @Override
  public String label() {
    return "glucose";
  }

  @Override
  public List<DoubtfulUnit> doubtfulUnits() {
    return List.of();
  }

  @Override
  public List<String> patientIds() {
    return patients.stream().map(RecordedPatient::id).toList();
  }

  @Override
  public Stream<RecordedPatient> patients() {
    return patients.stream();
  }
}
