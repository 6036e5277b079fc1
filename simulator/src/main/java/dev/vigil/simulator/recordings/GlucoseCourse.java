package dev.vigil.simulator.recordings;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What has been read of one subject so far. Times are local and say no offset: they are taken as
 * they stand, so what a clock says twice in autumn is a malformed row, and the hour that spring
 * leaves out is a gap.
 */
final class GlucoseCourse {
  /**
   * A break between two wears is kept up to this length. No feature reaches back further, so it
   * makes no difference to any, and a replay need not wait for months.
   */
  static final long LONGEST_BREAK_SECONDS = 10 * 86_400L;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
  private static final String VITAL = "interstitial-glucose";
  private static final String UNIT = "mg/dL";

  private final String id;
  private final String file;
  private final List<RecordedStep> steps = new ArrayList<>();
  private final List<MalformedRow> malformed = new ArrayList<>();
  private long before;
  private long offset;

  GlucoseCourse(String id, Path file) {
    this.id = id;
    this.file = file.toString();
  }

  void row(CsvRecord row) {
    String glucose = row.getField(2);
    long second;
    try {
      second = LocalDateTime.parse(row.getField(1), TIME).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      malformed(row, "column time_local is no time such as 2014-02-03 03:42:12");
      return;
    }
    if (!NUMBER.matcher(glucose).matches()) {
      malformed(row, "column glucose_mg_dl is no number");
    } else if (!steps.isEmpty() && second <= before) {
      malformed(row, "column time_local is not later than in the subject's row before");
    } else {
      step(second, new BigDecimal(glucose));
    }
  }

  private void step(long second, BigDecimal glucose) {
    if (!steps.isEmpty()) {
      offset += Math.min(second - before, LONGEST_BREAK_SECONDS);
    }
    before = second;
    steps.add(new RecordedStep(offset, List.of(new RecordedValue(VITAL, glucose, UNIT)), null));
  }

  private void malformed(CsvRecord row, String problem) {
    malformed.add(new MalformedRow(file, row.getStartingLineNumber(), problem));
  }

  RecordedPatient patient() {
    return new RecordedPatient(
        id, null, null, null, null, 1, steps, malformed, new TreeMap<>(), new TreeMap<>());
  }
}
