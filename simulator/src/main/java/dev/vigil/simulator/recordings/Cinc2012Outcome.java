package dev.vigil.simulator.recordings;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a stay of the PhysioNet/CinC Challenge 2012. The columns for length of stay and
 * survival are not read at all: they are known only afterwards.
 *
 * @param died in hospital
 * @param scores SAPS-I and SOFA as the recording gives them, where it does
 */
record Cinc2012Outcome(boolean died, SortedMap<String, Double> scores) {
  private static final String ID = "RecordID";
  private static final String DIED = "In-hospital_death";

  /** Columns of scores, with their names in Vigil. Unknown ones are -1. */
  private static final Map<String, String> SCORES = Map.of("SAPS-I", "saps-i", "SOFA", "sofa");

  /**
   * Reads the outcomes of all stays, by id.
   *
   * @param file its name for messages
   * @throws RecordingException if it isn't a file of outcomes
   */
  static Map<String, Cinc2012Outcome> read(String file, InputStream in) {
    Map<String, Cinc2012Outcome> outcomes = new HashMap<>();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (NamedCsvRecord row : reader) {
        if (!row.getHeader().containsAll(List.of(ID, DIED))) {
          throw new RecordingException(
              file + " has other columns; expected at least " + ID + " and " + DIED);
        }
        outcomes.put(row.getField(ID), of(row, file));
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw new RecordingException(
          file + " can't be read (" + e.getClass().getSimpleName() + "); get a whole copy of it",
          e);
    }
    return outcomes;
  }

  private static Cinc2012Outcome of(NamedCsvRecord row, String file) {
    String died = row.getField(DIED);
    if (!died.equals("0") && !died.equals("1")) {
      throw new RecordingException(
          file
              + " line "
              + row.getStartingLineNumber()
              + ": column "
              + DIED
              + " is neither 0 nor 1; get a whole copy of it");
    }
    SortedMap<String, Double> scores = new TreeMap<>();
    SCORES.forEach(
        (column, name) ->
            row.findField(column)
                .filter(text -> text.matches("[0-9]{1,3}"))
                .ifPresent(text -> scores.put(name, Double.valueOf(text))));
    return new Cinc2012Outcome(died.equals("1"), scores);
  }
}
