package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vigil.alerting.wards.Duty;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is on duty, as a table. */
final class RotaTable {
  private RotaTable() {}

  /**
   * Reads it.
   *
   * @return duties of each ward, as its plan has them
   * @throws VigilException if a line can't be taken, by its number
   */
  static Map<String, ArrayNode> read(Path file) {
    Map<String, ArrayNode> rota = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        String ward = ward(file, row);
        rota.computeIfAbsent(ward, name -> Json.mapper().createArrayNode()).add(duty(file, row));
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw VigilException.usage(file + " can't be read as CSV: " + e.getMessage() + ".");
    }
    if (rota.isEmpty()) {
      throw VigilException.usage(file + " has no duty: nothing was changed.");
    }
    return rota;
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

  private static ObjectNode duty(Path file, NamedCsvRecord row) {
    try {
      return json(
          new Duty(
              row.getField("role").strip(),
              row.getField("person").strip(),
              contact(row),
              instant(row.getField("from")),
              instant(row.getField("until"))));
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

  private static ObjectNode json(Duty duty) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("role", duty.role()).put("person", duty.person());
    if (duty.contact() != null) {
      json.put("contact", duty.contact());
    }
    return json.put("from", duty.from().toString()).put("until", duty.until().toString());
  }

  private static VigilException refused(Path file, NamedCsvRecord row, String expected) {
    return VigilException.usage(place(file, row) + "expected " + expected + ".");
  }

  private static String place(Path file, NamedCsvRecord row) {
    return file + ", line " + row.getStartingLineNumber() + ": ";
  }
}
