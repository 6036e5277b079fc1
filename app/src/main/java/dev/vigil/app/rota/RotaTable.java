package dev.vigil.app.rota;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vigil.alerting.wards.Duty;
import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is on duty, as a table. */
public final class RotaTable {
  private RotaTable() {}

  /**
   * Reads it.
   *
   * @throws VigilException if a line can't be taken, by its number
   */
  public static Rota read(Path file) {
    SortedMap<String, List<Duty>> duties = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        Rota.add(duties, ward(file, row), duty(file, row));
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw VigilException.usage(file + " can't be read as CSV: " + e.getMessage() + ".");
    }
    if (duties.isEmpty()) {
      throw VigilException.usage(file + " has no duty: nothing was changed.");
    }
    return new Rota(duties, List.of());
  }

  private static String ward(Path file, NamedCsvRecord row) {
    try {
      String ward = row.getField("ward").strip();
      if (!ward.isEmpty()) {
        return ward;
      }
    } catch (NoSuchElementException e) {
      // refused below
    }
    throw refused(file, row, "a ward");
  }

  private static Duty duty(Path file, NamedCsvRecord row) {
    try {
      return new Duty(
          row.getField("role").strip(),
          row.getField("person").strip(),
          contact(row),
          instant(row.getField("from")),
          instant(row.getField("until")));
    } catch (DateTimeException e) {
      throw refused(file, row, "from and until such as 2026-03-01T07:00:00+01:00");
    } catch (NoSuchElementException e) {
      throw refused(file, row, "the columns ward, role, person, contact, from, until");
    } catch (IllegalArgumentException e) {
      throw VigilException.usage(place(file, row) + e.getMessage() + ".");
    }
  }

  private static @Nullable String contact(NamedCsvRecord row) {
    return row.findField("contact").map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text.strip()).toInstant();
  }

  private static VigilException refused(Path file, NamedCsvRecord row, String expected) {
    return VigilException.usage(place(file, row) + "expected " + expected + ".");
  }

  private static String place(Path file, NamedCsvRecord row) {
    return file + ", line " + row.getStartingLineNumber() + ": ";
  }
}
