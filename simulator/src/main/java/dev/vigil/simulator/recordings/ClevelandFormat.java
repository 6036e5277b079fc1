package dev.vigil.simulator.recordings;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The heart disease data of Cleveland, one examination a row: {@code cleveland.csv}, or the folder
 * in which it lies. A patient's id is the number of the row. Source: Janosi, Steinbrunn, Pfisterer,
 * Detrano: Heart Disease, UCI Machine Learning Repository, 1988, doi:10.24432/C52P4X.
 */
final class ClevelandFormat implements RecordingFormat {
  private static final String FILE = "cleveland.csv";

  @Override
  public String name() {
    return "UCI heart disease (.csv)";
  }

  @Override
  public String expects() {
    return "a UCI heart disease cleveland.csv or the folder it lies in";
  }

  @Override
  public boolean recognises(Path path) {
    Path file = file(path);
    if (!Files.isRegularFile(file) || !file.toString().endsWith(".csv")) {
      return false;
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      return first != null
          && List.of(first.strip().split(",", -1)).containsAll(ClevelandRow.NEEDED);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Recording open(Path path) {
    return new Rows(read(file(path)));
  }

  private static Path file(Path path) {
    return Files.isDirectory(path) ? path.resolve(FILE) : path;
  }

  private static List<RecordedPatient> read(Path file) {
    List<RecordedPatient> patients = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().allowMissingFields(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : reader) {
        String id = String.format(Locale.ROOT, "cleveland-%04d", patients.size() + 1);
        patients.add(new ClevelandRow(row, file.toString()).patient(id));
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw new RecordingException(
          file + " can't be read (" + e.getClass().getSimpleName() + "); get a whole copy of it",
          e);
    }
    return patients;
  }

  /** All of it: there are a few hundred rows. */
  private record Rows(List<RecordedPatient> all) implements Recording {
    @Override
    public List<DoubtfulUnit> doubtfulUnits() {
      return List.of();
    }

    @Override
    public String label() {
      return "heart-disease";
    }

    @Override
    public List<String> patientIds() {
      return all.stream().map(RecordedPatient::id).toList();
    }

    @Override
    public Stream<RecordedPatient> patients() {
      return all.stream();
    }
  }
}
