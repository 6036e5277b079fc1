package dev.vigil.app.backtest;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.vigil.app.files.Csv;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The hours in which two differ, as CSV. */
public final class DifferenceCsv {
  private DifferenceCsv() {}

  /** UTF-8, with a first line of names. */
  public static byte[] of(List<Difference> differences) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = Csv.to(text)) {
      csv.writeRecord("patient", "hour", "alerted", "candidate_score", "live_score");
      for (Difference each : differences) {
        csv.writeRecord(
            each.patient(),
            each.hour(),
            each.alerted(),
            Csv.number(each.candidateScore()),
            Csv.number(each.liveScore()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
