package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Strict reading of single fields. Jackson's parser would cut 1.5 down to 1 and let a second field
 * of the same name win; a record of the log has one meaning or is refused.
 */
final class Fields {
  private Fields() {}

  static String text(JsonParser in) throws IOException, MalformedRecordException {
    expect(in, JsonToken.VALUE_STRING);
    return in.getText();
  }

  static long integer(JsonParser in) throws IOException, MalformedRecordException {
    expect(in, JsonToken.VALUE_NUMBER_INT);
    return in.getLongValue();
  }

  static int smallInteger(JsonParser in) throws IOException, MalformedRecordException {
    expect(in, JsonToken.VALUE_NUMBER_INT);
    return in.getIntValue();
  }

  static BigDecimal decimal(JsonParser in) throws IOException, MalformedRecordException {
    expectNumber(in);
    return in.getDecimalValue();
  }

  static double real(JsonParser in) throws IOException, MalformedRecordException {
    expectNumber(in);
    return in.getDoubleValue();
  }

  static void expect(JsonParser in, JsonToken token) throws MalformedRecordException {
    if (in.currentToken() != token) {
      throw unexpected(in, token.name());
    }
  }

  /** The new value of a field that must not have had one. */
  static <T> T once(@Nullable T before, T value, String field) throws MalformedRecordException {
    if (before != null) {
      throw twice(field);
    }
    return value;
  }

  static MalformedRecordException twice(String field) {
    return new MalformedRecordException("duplicate-field", "'" + field + "' stands twice", null);
  }

  static <T> T present(@Nullable T value, String field) throws MalformedRecordException {
    if (value == null) {
      throw new MalformedRecordException("missing-field", "'" + field + "' is missing", null);
    }
    return value;
  }

  static void expectNumber(JsonParser in) throws MalformedRecordException {
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw unexpected(in, "a number");
    }
  }

  private static MalformedRecordException unexpected(JsonParser in, String expected) {
    return new MalformedRecordException(
        "malformed",
        "expected " + expected + " at byte " + in.currentTokenLocation().getByteOffset(),
        null);
  }
}
