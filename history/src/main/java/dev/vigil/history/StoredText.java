package dev.vigil.history;

/**
 * Text as it stands in the store. Line protocol cannot carry every text: a tag may not be empty nor
 * hold a line feed or a backslash before a delimiter, and UTF-8 has no halves of surrogate pairs.
 * Such characters, and {@code ~} itself, are written as {@code ~} and the four hexadecimal digits
 * of their UTF-16 unit; the empty text as {@code ~}. All other text stands as it is.
 */
final class StoredText {
  private static final char ESCAPE = '~';
  private static final int DIGITS = 4;
  private static final int HEXADECIMAL = 16;

  private StoredText() {}

  /** Text for a tag, where the line protocol has no quotes and no escaped backslash. */
  static String ofTag(String text) {
    return encode(text, true);
  }

  /** Text for a field, where the client escapes quotes and backslashes. */
  static String ofField(String text) {
    return encode(text, false);
  }

  private static String encode(String text, boolean tag) {
    if (text.isEmpty()) {
      return String.valueOf(ESCAPE);
    }
    if (isPlain(text, tag)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + HEXADECIMAL);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(text, i, tag)) {
        out.append(c);
      } else {
        out.append(ESCAPE).append(String.format("%04x", (int) c));
      }
    }
    return out.toString();
  }

  /** Reads what was encoded; what no encoding can have given is taken as it is. */
  static String decode(String stored) {
    if (stored.indexOf(ESCAPE) < 0) {
      return stored;
    }
    if (stored.length() == 1) {
      return "";
    }
    StringBuilder out = new StringBuilder(stored.length());
    for (int i = 0; i < stored.length(); i++) {
      int unit = stored.charAt(i) == ESCAPE ? unitAfter(stored, i) : -1;
      if (unit >= 0) {
        out.append((char) unit);
        i += DIGITS;
      } else {
        out.append(stored.charAt(i));
      }
    }
    return out.toString();
  }

  /** The UTF-16 unit that the four digits behind {@code escape} name, or -1. */
  private static int unitAfter(String stored, int escape) {
    int unit = 0;
    for (int i = escape + 1; i <= escape + DIGITS; i++) {
      int digit = i < stored.length() ? Character.digit(stored.charAt(i), HEXADECIMAL) : -1;
      if (digit < 0) {
        return -1;
      }
      unit = unit * HEXADECIMAL + digit;
    }
    return unit;
  }

  private static boolean isPlain(String text, boolean tag) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text, i, tag)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(String text, int i, boolean tag) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    if (c == '\\' || c == '"') {
      return !tag;
    }
    return c != ESCAPE && !Character.isISOControl(c);
  }
}
