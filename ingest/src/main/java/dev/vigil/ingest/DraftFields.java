package dev.vigil.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object on their way to a {@link Draft}. The first thing that is wrong with
 * them is kept, the rest is skipped, so that the reader stands behind the object either way.
 */
final class DraftFields {
  /** More characters than this no id, unit or name has. */
  private static final int LONGEST_TEXT = 128;

  private enum Field {
    PATIENT,
    DEVICE,
    VITAL,
    LOINC,
    VALUE,
    UNIT,
    MEASURED,
    SENSOR,
    STATUS,
    VERSION,
    BY;

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
      for (Field field : values()) {
        BY_NAME.put(field.wireName(), field);
      }
    }

    private String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Field, String> texts = new EnumMap<>(Field.class);
  private final Set<Field> seen = EnumSet.noneOf(Field.class);
  private @Nullable BigDecimal number;
  private @Nullable Integer version;
  private @Nullable Rejection fault;

  private DraftFields() {}

  /** Reads the object that begins at the current token, up to its end. */
  static DraftFields readFrom(JsonParser in) throws IOException {
    DraftFields fields = new DraftFields();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      if (fields.fault == null) {
        try {
          fields.read(name, in);
        } catch (Rejection e) {
          fields.fault = e;
        }
      }
      in.skipChildren();
    }
    return fields;
  }

  Candidate candidate(Raw raw) {
    if (fault != null) {
      return new Candidate.Garbled(fault.verdict(), raw);
    }
    return new Draft(
        texts.get(Field.PATIENT),
        texts.get(Field.DEVICE),
        texts.get(Field.VITAL),
        texts.get(Field.LOINC),
        number,
        texts.get(Field.VALUE),
        texts.get(Field.UNIT),
        texts.get(Field.MEASURED),
        texts.get(Field.SENSOR),
        texts.get(Field.STATUS),
        version,
        texts.get(Field.BY),
        raw);
  }

  private void read(String name, JsonParser in) throws IOException, Rejection {
    Field field = Field.BY_NAME.get(name);
    if (field == null) {
      throw new Rejection(
          Reason.UNKNOWN_FIELD,
          "the reading has a field that Vigil doesn't know",
          "send only " + String.join(", ", names()));
    }
    if (!seen.add(field)) {
      throw new Rejection(
          Reason.DUPLICATE_FIELD,
          "'" + field.wireName() + "' stands twice in the reading",
          "send each field once");
    }
    if (in.currentToken() != JsonToken.VALUE_NULL) {
      readPresent(field, in);
    }
  }

  private void readPresent(Field field, JsonParser in) throws IOException, Rejection {
    JsonToken token = in.currentToken();
    switch (field) {
      case VERSION -> version = wholeNumber(field, in);
      case VALUE -> {
        if (token.isNumeric()) {
          number = decimal(in);
        } else {
          texts.put(field, in.getTextLength() == 0 ? "" : text(field, in));
        }
      }
      case MEASURED -> {
        boolean seconds = token == JsonToken.VALUE_NUMBER_INT;
        texts.put(field, seconds ? checked(field, in.getText()) : text(field, in));
      }
      default -> texts.put(field, text(field, in));
    }
  }

  private static BigDecimal decimal(JsonParser in) throws Rejection {
    try {
      return in.getDecimalValue();
    } catch (IOException | NumberFormatException e) {
      // The token is complete and valid JSON; only its exponent is beyond any number type.
      throw new Rejection(
          Reason.IMPLAUSIBLE, "'value' is beyond any vital sign", "send the value as measured");
    }
  }

  private static int wholeNumber(Field field, JsonParser in) throws IOException, Rejection {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT
        || in.getNumberType() != JsonParser.NumberType.INT) {
      throw wrongType(field, "a whole number");
    }
    return in.getIntValue();
  }

  private static String text(Field field, JsonParser in) throws IOException, Rejection {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw wrongType(
          field,
          switch (field) {
            case VALUE -> "a number, or a code's name";
            case MEASURED -> "ISO-8601 text or whole seconds since the epoch";
            default -> "text";
          });
    }
    return checked(field, in.getText());
  }

  /**
   * Control characters and surrogates have no place in an id, and would travel into every store.
   */
  private static String checked(Field field, String text) throws Rejection {
    boolean printable =
        text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    if (text.isEmpty() || text.length() > LONGEST_TEXT || !printable) {
      throw new Rejection(
          Reason.BAD_TEXT,
          "'" + field.wireName() + "' is empty, too long, or has control characters",
          "send 1 to " + LONGEST_TEXT + " printable characters, or leave the field out");
    }
    return text;
  }

  private static Rejection wrongType(Field field, String expected) {
    return new Rejection(
        Reason.WRONG_TYPE,
        "'" + field.wireName() + "' has the wrong JSON type",
        "send '" + field.wireName() + "' as " + expected);
  }

  private static String[] names() {
    Field[] fields = Field.values();
    String[] names = new String[fields.length];
    for (int i = 0; i < fields.length; i++) {
      names[i] = fields[i].wireName();
    }
    return names;
  }
}
