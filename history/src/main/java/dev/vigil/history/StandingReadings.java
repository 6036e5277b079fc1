package dev.vigil.history;

import dev.vigil.schemas.Reading;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of all the readings of one patient and vital sign stand. */
final class StandingReadings {
  /** By measured time and place in the log: every row has its own place. */
  static final Comparator<ReadingRow> ORDER =
      Comparator.comparingLong(ReadingRow::measured)
          .thenComparingLong(ReadingRow::offset)
          .thenComparing(ReadingRow::sensor);

  private StandingReadings() {}

  private record Identity(String sensor, long measured) {}

  /** Of each identity the highest version; of equal ones the first; no withdrawals. */
  static List<ReadingRow> of(Collection<ReadingRow> rows) {
    Map<Identity, ReadingRow> standing = new LinkedHashMap<>();
    for (ReadingRow row : rows) {
      standing.merge(
          new Identity(row.sensor(), row.measured()), row, StandingReadings::theOneThatStands);
    }
    return standing.values().stream()
        .filter(row -> row.status() != Reading.Status.WITHDRAWN)
        .sorted(ORDER)
        .toList();
  }

  private static ReadingRow theOneThatStands(ReadingRow one, ReadingRow other) {
    if (one.version() != other.version()) {
      return one.version() > other.version() ? one : other;
    }
    return one.offset() <= other.offset() ? one : other;
  }
}
