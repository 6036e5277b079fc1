package dev.vigil.app.files;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Writer;

/** CSV as Vigil writes it: RFC 4180 with line feeds alone, so that every machine's is the same. */
public final class Csv {
  private Csv() {}

  /** A number that reads back to the same bits; the same text on every JDK, as in topics. */
  public static String number(double value) {
    return NumberOutput.toString(value, true);
  }

  /** Writes records to a writer, which has all of them once this is flushed or closed. */
  public static CsvWriter to(Writer writer) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(writer);
  }
}
