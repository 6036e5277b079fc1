package dev.vigil.simulator.recordings;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Equal numbers and values of one pass over a recording, each kept once, so that a whole recording
 * fits into little memory. Not thread-safe.
 */
final class SharedValues {
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?([eE][+-]?\\d{1,2})?");
  private static final int MOST_SHARED = 65_536;

  private final Map<String, BigDecimal> numbers = new HashMap<>();
  private final Map<RecordedValue, RecordedValue> values = new HashMap<>();

  /** The number that a text is; null if it is none, or one beyond all measure. */
  @Nullable BigDecimal number(String text) {
    BigDecimal known = numbers.get(text);
    if (known != null || !NUMBER.matcher(text).matches()) {
      return known;
    }
    BigDecimal number = new BigDecimal(text);
    if (numbers.size() < MOST_SHARED) {
      numbers.put(text, number);
    }
    return number;
  }

  /** The same value, or an equal one that was here before. */
  RecordedValue share(RecordedValue value) {
    RecordedValue known = values.get(value);
    if (known != null) {
      return known;
    }
    if (values.size() < MOST_SHARED) {
      values.put(value, value);
    }
    return value;
  }
}
