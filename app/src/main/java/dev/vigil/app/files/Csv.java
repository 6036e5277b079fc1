package dev.vigil.app.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Writer;

/** CSV as Vigil writes it: RFC 4180 with line feeds alone, so that every machine's is the same. */
public final class Csv {
  private Csv() {}

  /** Writes records to a writer, which has all of them, and is closed, once this is closed. */
  public static CsvWriter to(Writer writer) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
  }
}
