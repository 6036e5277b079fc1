package dev.vigil.history;

import dev.vigil.schemas.OutputNumber;
import java.util.concurrent.TimeUnit;
import org.influxdb.dto.Point;
import org.jspecify.annotations.Nullable;

/** Builds a point and refuses what a store would take wrongly or not at all. */
final class CheckedPoint {
  private static final int LONGEST_TAG = 1_024;
  private static final int LONGEST_TEXT = 32_768;

  private final Point.Builder point;

  CheckedPoint(Table table) {
    point = Point.measurement(table.tableName());
  }

  CheckedPoint tag(String name, String value) {
    point.tag(name, StoredText.ofTag(bounded(name, value, LONGEST_TAG)));
    return this;
  }

  CheckedPoint text(String name, @Nullable String value) {
    if (value != null) {
      point.addField(name, StoredText.ofField(bounded(name, value, LONGEST_TEXT)));
    }
    return this;
  }

  CheckedPoint whole(String name, long value) {
    if (value == Long.MIN_VALUE) {
      throw new Unstorable(
          "number-out-of-range", name + " is the number that QuestDB has for null");
    }
    point.addField(name, value);
    return this;
  }

  CheckedPoint real(String name, @Nullable Double value) {
    if (value != null) {
      if (!Double.isFinite(value)) {
        throw new Unstorable("not-finite", name + " is not a finite number");
      }
      point.addField(name, value.doubleValue());
    }
    return this;
  }

  /** The number of the output that a row belongs to, and with it the row's timestamp. */
  RowPoint numbered(long second, OutputNumber number) {
    if (number.index() < 0 || number.index() >= RowTime.INDEXES) {
      throw new Unstorable(
          "number-out-of-range", "index of the output is not within 0 to " + (RowTime.INDEXES - 1));
    }
    requireStorable(second);
    whole(Table.COUNTED, number.offset())
        .whole("decided", number.instant())
        .whole("log_index", number.index());
    return at(RowTime.ofOutput(second, number.offset(), number.index()));
  }

  /** A reading's place in the log, and with it the row's timestamp. */
  RowPoint logged(long measured, long offset) {
    requireStorable(measured);
    whole(Table.COUNTED, offset);
    return at(RowTime.ofReading(measured, offset));
  }

  private RowPoint at(long nanos) {
    return new RowPoint(nanos, point.time(nanos, TimeUnit.NANOSECONDS).build());
  }

  private static void requireStorable(long second) {
    if (!RowTime.isStorable(second)) {
      throw new Unstorable("time-out-of-range", "time is not within the years 1970 to 2261");
    }
  }

  private static String bounded(String name, String value, int longest) {
    if (value.length() > longest) {
      throw new Unstorable(
          "text-too-long",
          name + " has " + value.length() + " characters, expected at most " + longest);
    }
    return value;
  }

  /** No store can take the row; ends where the row's index is known. */
  static final class Unstorable extends RuntimeException {
    private final String code;
    private final String detail;

    Unstorable(String code, String detail) {
      super(detail, null, false, false);
      this.code = code;
      this.detail = detail;
    }

    String code() {
      return code;
    }

    String detail() {
      return detail;
    }
  }
}
